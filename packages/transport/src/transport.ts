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
  /** Batches on their way. */
  const underway = new Set<Promise<unknown>>();
  const track = (delivery: Promise<unknown>) => {
    underway.add(delivery);
    void delivery.finally(() => underway.delete(delivery));
  };
  const flush = () => {
    for (const batch of take(LIMITS.payload.maxBytes)) track(retries.deliver(batch));
  };
  const deliverOnExit = async (batch: Batch) => {
    const { is } = await sendOnExit(url, batch);
    if (is === 'failed') await retries.deliver(batch);
  };
  const flushOnExit = () => {
    for (const batch of take(MAX_EXIT_BYTES)) track(deliverOnExit(batch));
  };

  signal.addEventListener('abort', () => clearTimeout(timer), { once: true });
  return {
    add(event) {
      builder.add(event);
      if (builder.count >= MAX_COUNT || builder.size >= MAX_SIZE) flush();
      else timer ??= setTimeout(flush, flushInterval);
    },
    async flush({ exit = false } = {}) {
      if (exit) flushOnExit();
      else flush();
      await Promise.all(underway);
    },
    isOwn: (candidate) => candidate.startsWith(`${base}/v1/`),
  };
}
