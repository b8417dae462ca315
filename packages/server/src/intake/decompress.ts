import { promisify } from 'node:util';
import { gunzip } from 'node:zlib';
import { LIMITS } from '@firsthand/protocol';
import { Refused } from './refused.js';

const { maxBytes } = LIMITS.payload;
const inflate = promisify(gunzip);

/** Inflates a body, no further than the payload limit. */
export async function decompress(body: Buffer, encoding: string | undefined): Promise<Buffer> {
  if (encoding === undefined) return body;
  if (encoding !== 'gzip') throw new Refused(415, `Encoding ${encoding} is not known; gzip is.`);
  try {
    return await inflate(body, { maxOutputLength: maxBytes });
  } catch (error) {
    if ((error as NodeJS.ErrnoException).code === 'ERR_BUFFER_TOO_LARGE') {
      throw new Refused(413, `The payload is larger than ${maxBytes} bytes when inflated.`);
    }
    throw new Refused(400, 'The body is not valid gzip.');
  }
}
