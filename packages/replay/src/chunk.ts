import { whenIdle } from '@firsthand/core';
import { storedGzip } from './stored-gzip.js';

/** Bytes that are compressed at a time. */
const SLICE = 32_768;
/** The longest that a slice waits for an idle main thread, in milliseconds. */
const MAX_WAIT = 300;
/** By how much compression is thought to make records smaller, until it has. */
const EXPECTED = 6;

/** Lines of a segment, on their way to being compressed: one member of its gzip. */
export interface Chunk {
  /** Compressed; a guess until then. */
  readonly bytes: number;
  readonly compressed: Promise<Uint8Array<ArrayBuffer>>;
  /** As far as it is, without waiting. */
  now(): Uint8Array<ArrayBuffer>;
}

export function createChunk(text: string, signal: AbortSignal): Chunk {
  /** The text, which is many times as large, only until it is compressed. */
  let held: string | Uint8Array<ArrayBuffer> = text;
  const gzipped = () => (typeof held === 'string' ? storedGzip(held) : held);
  return {
    compressed: compress(text, signal)
      .catch(gzipped)
      .then((bytes) => (held = bytes)),
    get bytes() {
      return typeof held === 'string' ? held.length / EXPECTED : held.length;
    },
    now: gzipped,
  };
}

/** Slice by slice while the page is idle; where the browser cannot, it is stored. */
async function compress(text: string, signal: AbortSignal): Promise<Uint8Array<ArrayBuffer>> {
  if (typeof CompressionStream !== 'function') return storedGzip(text);
  const data = new TextEncoder().encode(text);
  const { readable, writable } = new CompressionStream('gzip');
  const output = new Response(readable).arrayBuffer();
  const writer = writable.getWriter();
  for (let at = 0; at < data.length; at += SLICE) {
    await idle(signal);
    await writer.write(data.subarray(at, at + SLICE));
  }
  await writer.close();
  return new Uint8Array(await output);
}

function idle(signal: AbortSignal): Promise<void> {
  return new Promise((resolve) => {
    const cancel = whenIdle(() => {
      signal.removeEventListener('abort', cancel);
      resolve();
    }, MAX_WAIT);
    signal.addEventListener('abort', cancel, { once: true });
  });
}
