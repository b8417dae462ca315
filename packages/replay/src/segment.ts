import { toJson, type Cleared } from '@firsthand/core';
import type { SegmentHeader } from '@firsthand/protocol/replay';
import type { Bytes } from '@firsthand/transport';
import { EventType, type eventWithTime } from '@rrweb/types';
import { createChunk, type Chunk } from './chunk.js';

/** Characters of records that are compressed together, unless one alone is larger. */
const CHUNK = 48_000;

/** The view and the session that a segment is of. */
export interface RecordedView {
  readonly id: string;
  readonly sessionId: string;
}

/** What is known of a segment when it is complete. */
export interface SegmentFacts extends Pick<
  SegmentHeader,
  'start' | 'end' | 'records_count' | 'has_full_snapshot' | 'creation_reason'
> {
  view: RecordedView;
}

export type Segment = ReturnType<typeof createSegment>;

/** A piece of a replay while it grows. Records are serialised when the page is idle, and compressed in chunks. */
export function createSegment(
  { view, reason }: { view: RecordedView; reason: SegmentFacts['creation_reason'] },
  signal: AbortSignal,
) {
  const facts: SegmentFacts = {
    view,
    start: Infinity,
    end: 0,
    records_count: 0,
    has_full_snapshot: false,
    creation_reason: reason,
  };
  const chunks: Chunk[] = [];
  let waiting: Cleared<eventWithTime>[] = [];
  let text = '';

  const closeChunk = () => {
    if (text) chunks.push(createChunk(text, signal));
    text = '';
  };
  const serialize = () => {
    const records = waiting;
    waiting = [];
    for (const record of records) {
      text += `${toJson(record)}\n`;
      if (text.length >= CHUNK) closeChunk();
    }
  };

  return {
    facts,
    add(record: Cleared<eventWithTime>) {
      waiting.push(record);
      facts.start = Math.min(facts.start, record.timestamp);
      facts.end = Math.max(facts.end, record.timestamp);
      facts.records_count += 1;
      facts.has_full_snapshot ||= record.type === EventType.FullSnapshot;
    },
    serialize,
    /** Compressed, nearly. */
    get bytes() {
      return chunks.reduce((sum, { bytes }) => sum + bytes, 0) + text.length / 6;
    },
    async compress(): Promise<Bytes> {
      serialize();
      closeChunk();
      return join(await Promise.all(chunks.map(({ compressed }) => compressed)));
    },
    /** As gzip at once, compressed as far as it is. */
    now(): Bytes {
      serialize();
      closeChunk();
      return join(chunks.map((chunk) => chunk.now()));
    },
  };
}

function join(parts: readonly Uint8Array[]): Bytes {
  const whole = new Uint8Array(parts.reduce((sum, { length }) => sum + length, 0));
  let at = 0;
  for (const part of parts) {
    whole.set(part, at);
    at += part.length;
  }
  return whole;
}
