import { unpatched } from '@firsthand/core';
import { LIMITS } from '@firsthand/protocol/limits';
import type { Batch } from './batch.js';
import { gzip } from './gzip.js';

/** `accepted`: on the server's disk. `rejected`: it will never be. `failed`: try again, not before `retryAfter` ms. */
export type Outcome =
  | { is: 'accepted' }
  | { is: 'rejected'; reason: string }
  | { is: 'failed'; retryAfter: number | undefined };

/** Below this many bytes compression saves no packet. */
const MIN_GZIP_BYTES = 1_024;
/** An answer that takes longer than this counts as none, in milliseconds. */
const TIMEOUT = 30_000;

/** Posts a batch as `text/plain`, which needs no CORS preflight, by the browser's own fetch. */
export async function send(url: string, batch: Batch): Promise<Outcome> {
  batch.isHandedOver = false;
  const compressed = batch.bytes < MIN_GZIP_BYTES ? undefined : await gzip(batch.body);
  batch.isHandedOver = true;
  try {
    const response = await post(compressed ? `${url}?encoding=gzip` : url, {
      body: compressed ?? batch.body,
      // A page that ends while a small batch is on its way does not take it along.
      keepalive: (compressed?.byteLength ?? batch.bytes) <= MAX_EXIT_BYTES,
      ...(AbortSignal.timeout && { signal: AbortSignal.timeout(TIMEOUT) }),
    });
    if (response.ok) return { is: 'accepted' };
    if (response.status === 429 || response.status === 408 || response.status >= 500) {
      return { is: 'failed', retryAfter: seconds(response.headers.get('retry-after')) };
    }
    return { is: 'rejected', reason: `${response.status} ${await response.text()}` };
  } catch {
    return { is: 'failed', retryAfter: undefined };
  }
}

/**
 * Hands batches to the browser at once, to be delivered even if the page ends now: keepalive requests, within
 * the 64 KiB that the browser allows in flight.
 *
 * @returns settles when the browser knows the outcome, if the page is still there
 */
export function sendOnExit(url: string, batch: Batch): Promise<Outcome> {
  return post(url, { body: batch.body, keepalive: true }).then(
    (response): Outcome => ({ is: response.ok ? 'accepted' : 'failed', retryAfter: undefined }),
    (): Outcome => ({ is: 'failed', retryAfter: undefined }),
  );
}

/** A batch on exit leaves room for the page's own keepalive requests. */
export const MAX_EXIT_BYTES = LIMITS.payload.maxKeepaliveBytes / 2;

async function post(url: string, options: RequestInit): Promise<Response> {
  return unpatched(fetch)(url, {
    method: 'POST',
    credentials: 'omit',
    headers: { 'content-type': 'text/plain;charset=UTF-8' },
    ...options,
  });
}

function seconds(header: string | null): number | undefined {
  const value = Number(header);
  return header && Number.isFinite(value) ? value * 1_000 : undefined;
}
