import {
  clearTimer,
  guardPromise,
  onAbort,
  setTimer,
  whenIdle,
  type Cleared,
  type Timer,
} from '@firsthand/core';
import type { Bytes } from '@firsthand/transport';
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
  records: Bytes;
  /** Whether the page may be about to end. */
  exit: boolean;
}

/** Cuts what is recorded into segments, each of one view, and hands them over in order. */
export function createSegments(onFinished: (segment: Finished) => void, signal: AbortSignal) {
  let view: RecordedView | undefined;
  let current: Segment | undefined;
  let reason: Reason = 'init';
  let timer: Timer | undefined;
  let cancelIdle: (() => void) | undefined;
  /** Complete, but for being compressed. */
  const finishing = new Set<Segment>();
  let last: Promise<void> = Promise.resolve();

  const close = (why: Reason): Segment | undefined => {
    clearTimer(timer);
    cancelIdle?.();
    cancelIdle = undefined;
    const closed = current;
    current = undefined;
    if (closed) reason = why;
    return closed;
  };

  const finish = (segment: Segment, exit: boolean, records: Bytes) => {
    if (finishing.delete(segment)) onFinished({ facts: segment.facts, records, exit });
  };

  const cut = (why: Reason) => {
    const segment = close(why);
    if (!segment) return;
    finishing.add(segment);
    last = guardPromise(finishAfter(last, segment));
  };

  const finishAfter = async (before: Promise<void>, segment: Segment) => {
    const compressed = segment.compress();
    await before;
    finish(segment, false, await compressed);
  };

  const serialize = () => {
    cancelIdle = undefined;
    current?.serialize();
    if (current && current.bytes >= MAX_BYTES) cut('segment_bytes_limit');
  };

  onAbort(signal, () => void close('stop'));
  return {
    add(record: Cleared<eventWithTime>) {
      if (!view || signal.aborted) return;
      if (!current) {
        current = createSegment({ view, reason }, signal);
        timer = setTimer(() => cut('segment_duration_limit'), MAX_DURATION);
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
      for (const each of finishing) finish(each, true, each.now());
    },
  };
}
