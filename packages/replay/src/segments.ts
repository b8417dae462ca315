import { whenIdle, type Cleared } from '@firsthand/core';
import type { eventWithTime } from '@rrweb/types';
import { createSegment, type RecordedView, type Segment, type SegmentFacts } from './segment.js';

/** A segment lasts no longer, in milliseconds. */
const MAX_DURATION = 5_000;
/** Compressed, nearly. */
const MAX_BYTES = 60_000;
/** The longest that records wait to be serialised, in milliseconds. */
const MAX_WAIT = 500;

type Reason = SegmentFacts['creation_reason'];

/** A segment that is complete. */
export interface Finished {
  facts: SegmentFacts;
  records: Uint8Array<ArrayBuffer>;
  /** Whether the page may be about to end. */
  exit: boolean;
}

/** Cuts what is recorded into segments, each of one view, and hands them over in order. */
export function createSegments(onFinished: (segment: Finished) => void, signal: AbortSignal) {
  let view: RecordedView | undefined;
  let current: Segment | undefined;
  let reason: Reason = 'init';
  let timer: ReturnType<typeof setTimeout> | undefined;
  let cancelIdle: (() => void) | undefined;
  /** Complete, but for being compressed. */
  const finishing = new Set<Segment>();
  let last: Promise<void> = Promise.resolve();

  const close = (why: Reason): Segment | undefined => {
    clearTimeout(timer);
    cancelIdle?.();
    cancelIdle = undefined;
    const closed = current;
    current = undefined;
    if (closed) reason = why;
    return closed;
  };

  const finish = (segment: Segment, exit: boolean, records: Uint8Array<ArrayBuffer>) => {
    if (finishing.delete(segment)) onFinished({ facts: segment.facts, records, exit });
  };

  const cut = (why: Reason) => {
    const segment = close(why);
    if (!segment) return;
    finishing.add(segment);
    const compressed = segment.compress();
    last = last.then(async () => finish(segment, false, await compressed));
  };

  const serialize = () => {
    cancelIdle = undefined;
    current?.serialize();
    if (current && current.bytes >= MAX_BYTES) cut('segment_bytes_limit');
  };

  signal.addEventListener('abort', () => void close('stop'), { once: true });
  return {
    add(record: Cleared<eventWithTime>) {
      if (!view || signal.aborted) return;
      if (!current) {
        current = createSegment({ view, reason }, signal);
        timer = setTimeout(() => cut('segment_duration_limit'), MAX_DURATION);
      }
      current.add(record);
      cancelIdle ??= whenIdle(serialize, MAX_WAIT);
    },
    setView(next: RecordedView | undefined) {
      cut('view_change');
      view = next;
    },
    cut,
    /** Hands over all there is before it returns. */
    leave(why: Reason) {
      const segment = close(why);
      if (segment) finishing.add(segment);
      for (const each of Array.from(finishing)) finish(each, true, each.now());
    },
  };
}
