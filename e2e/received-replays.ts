import { gunzipSync } from 'node:zlib';
import type { SegmentHeader } from '@firsthand/protocol/replay';
import type { eventWithTime } from '@rrweb/types';
import type { Relay } from './relay.js';

export interface ReceivedSegment {
  header: SegmentHeader;
  records: eventWithTime[];
  text: string;
}

/** The segments that a network has carried, each once, in the order of their time. */
export function receivedSegments(relay: Relay): ReceivedSegment[] {
  const byId = new Map<string, ReceivedSegment>();
  for (const { method, path, body } of relay.requests) {
    if (method !== 'POST' || !path.startsWith('/rum/v1/replay?encoding=gzip')) continue;
    const text = gunzipSync(body).toString();
    const [header, ...records] = text
      .trim()
      .split('\n')
      .map((line) => JSON.parse(line) as unknown);
    const segment = { header: header as SegmentHeader, records: records as eventWithTime[], text };
    byId.set(segment.header.segment_id, segment);
  }
  return Array.from(byId.values()).toSorted((one, other) => one.header.start - other.header.start);
}

/** What a player is given. */
export function receivedRecords(relay: Relay): eventWithTime[] {
  return receivedSegments(relay)
    .flatMap(({ records }) => records)
    .toSorted((one, other) => one.timestamp - other.timestamp);
}
