import { crc32 } from 'node:zlib';
import type { RumEvent } from '@firsthand/protocol';
import type { Enrichment } from '@firsthand/protocol/query';
import type { AcceptedSegment } from '../store/segment-row.js';

/** An accepted batch as the intake log keeps it: events complete, with the line each came on. */
export interface AcceptedBatch {
  batchId: string;
  /** Milliseconds since the Unix epoch. */
  receivedAt: number;
  enrichment: Enrichment;
  events: { line: number; event: RumEvent }[];
}

/** JSON of an {@link AcceptedBatch}, of events that are JSON already. */
export function batchJson(
  batch: Omit<AcceptedBatch, 'events'>,
  events: readonly { line: number; json: string }[],
): string {
  const list = events.map(({ line, json }) => `{"line":${line},"event":${json}}`);
  return withLast(batch, `"events":[${list.join(',')}]`);
}

/** JSON of an {@link AcceptedSegment}, of records that are JSON already. */
export function segmentJson(
  segment: Omit<AcceptedSegment, 'records'>,
  recordsJson: string,
): string {
  return withLast(segment, `"records":${recordsJson}`);
}

function withLast(object: object, member: string): string {
  return `${JSON.stringify(object).slice(0, -1)},${member}}`;
}

/** A line: CRC-32 of the JSON in 8 hexadecimal digits, a space, the JSON. */
export function encodeRecord(json: string): Buffer {
  const record = Buffer.allocUnsafe(Buffer.byteLength(json) + 10);
  const end = record.write(json, 9) + 9;
  record.write(`${checksum(record.subarray(9, end))} `);
  record.write('\n', end);
  return record;
}

/** What is in a piece of a segment. */
export interface Decoded<Entry> {
  entries: Entry[];
  /** Where records begin that the disk spoilt, in bytes. */
  damaged: number[];
}

const LF = 10;
const CHECKSUM = /[0-9a-f]{8} (?=\{)/g;
/** Places in a damaged line at which another record may begin: strangers' texts may look like many. */
const MAX_TRIES = 20;

/** Reads whole records; a damaged one costs itself alone. */
export function decodeRecords<Entry>(records: Uint8Array): Decoded<Entry> {
  const bytes = Buffer.from(records.buffer, records.byteOffset, records.byteLength);
  const decoded: Decoded<Entry> = { entries: [], damaged: [] };
  for (let start = 0, end = bytes.indexOf(LF); end >= 0; end = bytes.indexOf(LF, start)) {
    const line = bytes.toString('utf8', start, end);
    const entry = entryOf<Entry>(line);
    if (entry) decoded.entries.push(entry);
    else {
      decoded.damaged.push(start);
      decoded.entries.push(...entryAfterDamage<Entry>(line));
    }
    start = end + 1;
  }
  return decoded;
}

function entryOf<Entry>(line: string): Entry | undefined {
  const json = line.slice(9);
  return line.slice(0, 8) === checksum(json) ? (JSON.parse(json) as Entry) : undefined;
}

/** Where it is the line break that was spoilt, the next record is on the same line. */
function entryAfterDamage<Entry>(line: string): Entry[] {
  let tries = 0;
  for (const { index } of line.matchAll(CHECKSUM)) {
    const entry = entryOf<Entry>(line.slice(index));
    if (entry) return [entry];
    if ((tries += 1) >= MAX_TRIES) break;
  }
  return [];
}

function checksum(json: string | Buffer): string {
  return crc32(json).toString(16).padStart(8, '0');
}
