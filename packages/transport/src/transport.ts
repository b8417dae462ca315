import { epochNow, type Transport } from '@firsthand/core';
import { LIMITS } from '@firsthand/protocol/limits';
import { createBatchBuilder, type Batch } from './batch.js';
import { createRetryQueue } from './retry-queue.js';
import { MAX_EXIT_BYTES, send, sendOnExit } from './send.js';

export interface TransportOptions {
  /** Base URL of the intake; events go to `{endpoint}/v1/events`. */
  endpoint: string;
  sdk: { name: string; version: string };
  /** Longest wait of an event before it is sent, in milliseconds. Default: 2,000 */
  flushInterval?: number | undefined;
  /** Told of what the intake refuses for good. */
  onFault: (fault: unknown) => void;
}

/** Events held longer than this many, or than this size, leave at once. */
const MAX_COUNT = 200;
const MAX_SIZE = 256 * 1_024;

/** Batches cleared events and delivers them. */
export function createTransport(options: TransportOptions, signal: AbortSignal): Transport {
  const { endpoint, sdk, flushInterval = 2_000, onFault } = options;
  const base = new URL(endpoint, location.href).href.replace(/\/$/, '');
  const url = `${base}/v1/events`;
  const builder = createBatchBuilder({ sdk, epochNow });
  const retries = createRetryQueue((batch) => send(url, batch), { onFault, signal });
  let timer: ReturnType<typeof setTimeout> | undefined;

  const take = (maxBytes: number): Batch[] => {
    clearTimeout(timer);
    timer = undefined;
    return builder.take(maxBytes);
  };
  const flush = () => Promise.all(take(LIMITS.payload.maxBytes).map(retries.deliver));
  const flushOnExit = () =>
    Promise.all(
      take(MAX_EXIT_BYTES).map(async (batch) => {
        const outcome = await sendOnExit(url, batch);
        if (outcome.is === 'failed') await retries.deliver(batch);
      }),
    );

  signal.addEventListener('abort', () => clearTimeout(timer), { once: true });
  return {
    add(event) {
      builder.add(event);
      if (builder.count >= MAX_COUNT || builder.size >= MAX_SIZE) void flush();
      else timer ??= setTimeout(() => void flush(), flushInterval);
    },
    async flush({ exit = false } = {}) {
      await (exit ? flushOnExit() : flush());
    },
    isOwn: (candidate) => candidate.startsWith(`${base}/v1/`),
  };
}
