import { ignore, listen, whenIdle } from '@firsthand/core';
import type { Bytes } from '@firsthand/transport';
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
  readonly compressed: Promise<Bytes>;
  /** As far as it is, without waiting. */
  now(): Bytes;
}

export function createChunk(text: string, signal: AbortSignal): Chunk {
  /** The text, which is many times as large, only until it is compressed. */
  let held: string | Bytes = text;
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
async function compress(text: string, signal: AbortSignal): Promise<Bytes> {
  if (typeof CompressionStream !== 'function') return storedGzip(text);
  const data = new TextEncoder().encode(text);
  const { readable, writable } = new CompressionStream('gzip');
  const output = new Response(readable).arrayBuffer();
  // Where writing fails as well, nobody waits for it.
  output.catch(ignore);
  const writer = writable.getWriter();
  for (let at = 0; at < data.length; at += SLICE) {
    await idle(signal);
    await writer.write(data.subarray(at, at + SLICE));
  }
  await writer.close();
  return new Uint8Array(await output);
}

/** Never, if it aborts before. */
function idle(signal: AbortSignal): Promise<void> {
  return new Promise((resolve) => {
    const over = new AbortController();
    const cancel = whenIdle(() => {
      over.abort();
      resolve();
    }, MAX_WAIT);
    listen(signal, { abort: cancel }, { once: true, signal: over.signal });
  });
}
