import { expect, it } from 'vitest';
import { storedGzip } from '../src/stored-gzip.js';

const inflate = async (gzip: Uint8Array<ArrayBuffer>) =>
  new Response(new Blob([gzip]).stream().pipeThrough(new DecompressionStream('gzip'))).text();

it.each([0, 1, 65_535, 65_536, 200_000])(
  '%i characters are valid gzip, of one or several blocks',
  async (length) => {
    const text = 'añ☃'.repeat(length).slice(0, length);
    expect(await inflate(storedGzip(text))).toBe(text);
  },
);
