import { guard, ignore, now } from '@firsthand/core';
import type { IntakeAnswer, IntakeError } from '@firsthand/protocol';
import { LIMITS } from '@firsthand/protocol/limits';
import { bodyOf, type Batch } from './batch.js';
import { gzip } from './gzip.js';
import type { Bytes } from './replay-segment.js';

/**
 * `accepted`: on the server's disk, but for the events that it `refused`. `rejected`: it will never be. `failed`: try
 * again, not before `retryAfter` ms. `forgotten`: consent was withdrawn before it left.
 */
export type Outcome =
  | { is: 'forgotten' }
  | { is: 'accepted'; refused: IntakeAnswer['refused'] }
  | { is: 'rejected'; reason: string }
  | { is: 'failed'; retryAfter: number | undefined };

export interface Sender {
  /** Posts a batch. */
  send(batch: Batch): Promise<Outcome>;
  /**
   * Hands a batch to the browser at once, to be delivered even if the page ends now.
   *
   * @returns settles when the outcome is known, if the page is still there; `undefined` when the browser would take no more
   */
  sendOnExit(batch: Batch): Promise<Outcome> | undefined;
  /** Has the browser send a batch if the page ends before `signal` fires. @returns whether it is seen to */
  sendAtEnd(batch: Batch, signal: AbortSignal): boolean;
}

/** Below this many bytes compression saves no packet. */
const MIN_GZIP_BYTES = 1_024;
/** An answer that takes longer than this counts as none, in milliseconds. */
const TIMEOUT = 30_000;
/**
 * Of the bytes that all keepalive requests of a page may have in flight ours leave some to the page's own. Beyond them
 * a browser answers as if there were no network.
 */
const MAX_KEEPALIVE_BYTES = LIMITS.payload.maxKeepaliveBytes - 4 * 1_024;

export interface SenderOptions {
  /** Whether batches of events are gzipped, where the browser can. Segments of replays always are. Default: true */
  compress?: boolean | undefined;
  /** Whether nothing may leave any more, since the person has just refused elsewhere. Default: it may */
  isRefused?: (() => boolean) | undefined;
}

/**
 * Posts as `text/plain`, which needs no CORS preflight, by the browser's own fetch, whoever has wrapped the page's.
 *
 * @param base under which the paths of the intake are
 */
export function createSender(
  base: string,
  { compress = true, isRefused = () => false }: SenderOptions = {},
): Sender {
  /** Bytes of our keepalive requests without an answer. */
  let inFlight = 0;
  const hasRoom = (bytes: number) => inFlight + bytes <= MAX_KEEPALIVE_BYTES;

  const urlOf = ({ records }: Batch) => `${base}/v1/${records ? 'replay?encoding=gzip' : 'events'}`;

  const post = async (address: string, { body, bytes, keepalive }: Post) => {
    if (keepalive) inFlight += bytes;
    try {
      const response = await fetch(address, {
        ...REQUEST,
        body,
        keepalive,
        ...(AbortSignal.timeout && { signal: AbortSignal.timeout(TIMEOUT) }),
      });
      return await outcomeOf(response);
    } catch {
      return { is: 'failed', retryAfter: undefined } as const;
    } finally {
      if (keepalive) inFlight -= bytes;
    }
  };

  return {
    async send(batch) {
      batch.handedOverAt = undefined;
      const { records } = batch;
      const text = bodyOf(batch);
      const compressed =
        !records && (!compress || batch.bytes < MIN_GZIP_BYTES)
          ? undefined
          : (batch.gzip?.(text) ?? (await gzip(text).catch(() => undefined)));
      if (batch.isForgotten || isRefused()) return { is: 'forgotten' };
      const bytes = records ? batch.bytes : (compressed?.byteLength ?? batch.bytes);
      // Events that a page's end brings must find room; a segment that has none is sent again then.
      const keepalive = hasRoom(records ? 2 * bytes : bytes);
      batch.handedOverAt = keepalive || !records ? now() : undefined;
      return post(urlOf(batch) + (compressed && !records ? '?encoding=gzip' : ''), {
        body: joined(compressed ?? text, records),
        bytes,
        keepalive,
      });
    },
    sendOnExit(batch) {
      if (isRefused()) return Promise.resolve({ is: 'forgotten' });
      const body = exitBodyOf(batch);
      // Firefox before 133 has no keepalive: https://bugzil.la/1342484
      if (!('keepalive' in Request.prototype)) {
        const blob = new Blob([body], { type: CONTENT_TYPE });
        const isTaken = guard(() => navigator.sendBeacon(urlOf(batch), blob), ignore);
        return isTaken ? Promise.resolve({ is: 'accepted', refused: [] }) : undefined;
      }
      if (!hasRoom(batch.bytes)) return undefined;
      batch.handedOverAt = now();
      return post(urlOf(batch), { body, bytes: batch.bytes, keepalive: true });
    },
    sendAtEnd(batch, signal) {
      if (isRefused()) return true;
      const { fetchLater } = globalThis as { fetchLater?: typeof fetch };
      try {
        // It has a quota of its own, and throws beyond it: https://whatpr.org/fetch/1647.html#deferred-fetching
        fetchLater?.(urlOf(batch), { ...REQUEST, body: exitBodyOf(batch), signal });
        return !!fetchLater;
      } catch {
        return false;
      }
    },
  };
}

type Body = string | Blob | ArrayBuffer | Bytes;

interface Post {
  body: Body;
  bytes: number;
  keepalive: boolean;
}

/** As it is there at once. */
function exitBodyOf(batch: Batch): Body {
  const text = bodyOf(batch);
  return joined(batch.gzip?.(text) ?? text, batch.records);
}

/** A segment's header, which its records follow; the body of a batch of events as it is. */
function joined(body: Body, records: Batch['records']): Body {
  return records ? new Blob([body, records]) : body;
}

const CONTENT_TYPE = 'text/plain;charset=UTF-8';
const REQUEST = {
  method: 'POST',
  credentials: 'omit',
  // Where an intake should be that is elsewhere now, somebody else may answer.
  redirect: 'error',
  headers: { 'content-type': CONTENT_TYPE },
} as const;

/** Larger than a server on the way takes: it will never be less. */
const TOO_LARGE = 413;

/** Only what an intake has written says what became of a batch: a network's sign-in page may answer in its place. */
async function outcomeOf(response: Response): Promise<Outcome> {
  const { ok, status, headers } = response;
  const answer = (await response.json().catch(ignore)) as Partial<
    IntakeAnswer & IntakeError
  > | null;
  if (ok && typeof answer?.accepted === 'number' && Array.isArray(answer.refused))
    return { is: 'accepted', refused: answer.refused };
  const isFinal = status >= 400 && status < 500 && status !== 429 && status !== 408;
  return isFinal && (status === TOO_LARGE || typeof answer?.error === 'string')
    ? { is: 'rejected', reason: `${status} ${answer?.error ?? ''}` }
    : { is: 'failed', retryAfter: seconds(headers.get('retry-after')) };
}

function seconds(header: string | null): number | undefined {
  const value = Number(header);
  return header && Number.isFinite(value) ? value * 1_000 : undefined;
}
