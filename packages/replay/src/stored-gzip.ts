import type { Bytes } from '@firsthand/transport';

/** Bytes in one block of deflate that is stored as it is. */
const MAX_BLOCK = 65_535;

/**
 * A text as gzip without compression: unlike a `CompressionStream` it is there at once, when a page ends. Joined with
 * others it is one gzip file of several members.
 *
 * @see https://www.rfc-editor.org/rfc/rfc1952#page-5 https://www.rfc-editor.org/rfc/rfc1951#page-11
 */
export function storedGzip(text: string): Bytes {
  const data = new TextEncoder().encode(text);
  const blocks = Math.ceil(data.length / MAX_BLOCK) || 1;
  const gzip = new Uint8Array(data.length + blocks * 5 + 18);
  gzip.set([31, 139, 8, 0, 0, 0, 0, 0, 0, 255]);
  let at = 10;
  for (let block = 1; block <= blocks; block += 1) {
    const part = data.subarray((block - 1) * MAX_BLOCK, block * MAX_BLOCK);
    const { length } = part;
    gzip.set([Number(block === blocks), length, length >> 8, ~length, ~length >> 8], at);
    gzip.set(part, at + 5);
    at += length + 5;
  }
  const trailer = new DataView(gzip.buffer);
  trailer.setUint32(at, crc32(data), true);
  trailer.setUint32(at + 4, data.length, true);
  return gzip;
}

function crc32(data: Uint8Array): number {
  let crc = -1;
  for (const byte of data) {
    crc ^= byte;
    for (let bit = 0; bit < 8; bit += 1) crc = (crc >>> 1) ^ (crc & 1 ? 0xedb88320 : 0);
  }
  return ~crc;
}
