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

/**
 * More events than this, or larger ones in characters, leave at once: what is still here when the page ends must fit
 * into what a browser sends then, uncompressed.
 */
const MAX_COUNT = 200;
const MAX_SIZE = 64 * 1_024;

/** Batches cleared events and delivers them. */
export function createTransport(options: TransportOptions, signal: AbortSignal): Transport {
  const { endpoint, sdk, flushInterval = 2_000, onFault } = options;
  const base = new URL(endpoint, location.href).href.replace(/\/$/, '');
  const url = `${base}/v1/events`;
  const builder = createBatchBuilder({ sdk, epochNow });
  const retries = createRetryQueue((batch) => send(url, batch), { onFault, signal });
  let timer: ReturnType<typeof setTimeout> | undefined;

  const take = (maxBytes: number, order?: 'urgent'): Batch[] => {
    clearTimeout(timer);
    timer = undefined;
    return builder.take(maxBytes, order);
  };
  /** Batches on their way. */
  const underway = new Set<Promise<unknown>>();
  const track = (delivery: Promise<unknown>) => {
    underway.add(delivery);
    void delivery.finally(() => underway.delete(delivery));
  };
  const flush = () => {
    for (const batch of take(LIMITS.payload.maxBytes)) track(retries.deliver(batch));
  };
  const wait = (time: number) => {
    clearTimeout(timer);
    timer = setTimeout(flush, time);
  };
  const deliverOnExit = async (batch: Batch) => {
    const { is } = await sendOnExit(url, batch);
    if (is === 'failed') await retries.deliver(batch);
  };
  const flushOnExit = () => {
    for (const batch of take(MAX_EXIT_BYTES, 'urgent')) track(deliverOnExit(batch));
  };

  signal.addEventListener('abort', () => clearTimeout(timer), { once: true });
  return {
    add(event) {
      builder.add(event);
      // Never at once: on page exit all that is added goes out together, the most urgent first.
      if (builder.count >= MAX_COUNT || builder.size >= MAX_SIZE) wait(0);
      else if (timer === undefined) wait(flushInterval);
    },
    async flush({ exit = false } = {}) {
      if (exit) flushOnExit();
      else flush();
      await Promise.all(underway);
    },
    isOwn: (candidate) => candidate.startsWith(`${base}/v1/`),
  };
}
