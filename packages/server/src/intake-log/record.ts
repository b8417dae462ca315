import { crc32 } from 'node:zlib';
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

/** What is in a piece of a segment. A record that a crash tore or the disk spoilt is left out. */
export function decodeRecords<Entry>(bytes: Buffer): Entry[] {
  return bytes
    .toString('utf8')
    .split('\n')
    .flatMap((line) => {
      const json = line.slice(9);
      return json && line.slice(0, 8) === checksum(json) ? [JSON.parse(json) as Entry] : [];
    });
}

function checksum(json: string): string {
  return crc32(json).toString(16).padStart(8, '0');
}
