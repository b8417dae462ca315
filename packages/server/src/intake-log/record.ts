import { crc32 } from 'node:zlib';
import { breathe } from '../breathe.js';
import type { RumEvent } from '@firsthand/protocol';
import type { Enrichment } from '@firsthand/protocol/query';

/** An accepted batch as the intake log keeps it: events complete, with the line each came on. */
export interface AcceptedBatch {
  batchId: string;
  /** Milliseconds since the Unix epoch. */
  receivedAt: number;
  enrichment: Enrichment;
  events: { line: number; event: RumEvent }[];
}

/** A line: CRC-32 of the JSON in 8 hexadecimal digits, a space, the JSON. */
export function encodeRecord(entry: object): Buffer {
  const json = JSON.stringify(entry);
  return Buffer.from(`${checksum(json)} ${json}\n`);
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
export async function decodeRecords<Entry>(bytes: Buffer): Promise<Decoded<Entry>> {
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
    await breathe();
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

function checksum(json: string): string {
  return crc32(json).toString(16).padStart(8, '0');
}
