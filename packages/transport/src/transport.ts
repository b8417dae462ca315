import { epochNow, type Transport } from '@firsthand/core';
import { createBatchBuilder, type Batch } from './batch.js';
import { createOfflineQueue } from './offline-queue.js';
import { createRetryQueue } from './retry-queue.js';
import { MAX_EXIT_BYTES, send, sendOnExit } from './send.js';

export interface TransportOptions {
  /** Base URL of the intake; events go to `{endpoint}/v1/events`. */
  endpoint: string;
  sdk: { name: string; version: string };
  /** Longest wait of an event before it is sent, in milliseconds. Default: 2,000 */
  flushInterval?: number | undefined;
  /** Whether what cannot be delivered outlives the page, in IndexedDB. Default: true */
  offlineQueue?: boolean | undefined;
  /** Told of what the intake refuses for good. */
  onFault: (fault: unknown) => void;
}

/**
 * More events than this, or larger ones in characters, leave at once: what is still here when the page ends must fit
 * into what a browser sends then, uncompressed.
 */
const MAX_COUNT = 200;
const MAX_SIZE = 64 * 1_024;
/** Such a batch can outlive its page, compressed or not. */
const MAX_BATCH_BYTES = 60 * 1_024;

/** What earlier pages left waits until this one has loaded, in milliseconds. */
const DRAIN_DELAY = 5_000;

/** Batches cleared events and delivers them. */
export function createTransport(options: TransportOptions, signal: AbortSignal): Transport {
  const { endpoint, sdk, flushInterval = 2_000, offlineQueue = true, onFault } = options;
  const base = new URL(endpoint, location.href).href.replace(/\/$/, '');
  const url = `${base}/v1/events`;
  const builder = createBatchBuilder({ sdk, epochNow });
  const offline = offlineQueue ? createOfflineQueue(url, signal) : undefined;
  const retries = createRetryQueue(
    { attempt: (batch) => send(url, batch), offline, onFault },
    signal,
  );
  let timer: ReturnType<typeof setTimeout> | undefined;

  const take = (maxBytes: number): Batch[] => {
    clearTimeout(timer);
    timer = undefined;
    return builder.take(maxBytes);
  };
  /** Batches on their way, by their delivery. */
  const underway = new Map<Promise<unknown>, Batch>();
  const kept = new Set<Batch>();
  const keep = (batch: Batch) => {
    kept.add(batch);
    offline?.keep(batch);
  };
  const track = (batch: Batch, delivery: Promise<boolean>) => {
    underway.set(delivery, batch);
    void delivery.then((isSettled) => {
      underway.delete(delivery);
      if (isSettled && kept.delete(batch)) offline?.forget(batch);
    });
  };
  const flush = () => {
    for (const batch of take(MAX_BATCH_BYTES)) track(batch, retries.deliver(batch));
  };
  const wait = (time: number) => {
    clearTimeout(timer);
    timer = setTimeout(flush, time);
  };
  const deliverOnExit = async (batch: Batch) => {
    const { is } = await sendOnExit(url, batch);
    if (is !== 'failed') return true;
    // The page may be gone before another attempt has an answer.
    keep(batch);
    return retries.deliver(batch);
  };
  const flushOnExit = () => {
    for (const batch of underway.values()) {
      // Still being compressed: the server knows it by its id, should it come twice.
      if (!batch.isHandedOver) void sendOnExit(url, batch);
      // Too large to outlive the page.
      else if (batch.bytes > MAX_EXIT_BYTES) keep(batch);
    }
    for (const batch of take(MAX_EXIT_BYTES)) track(batch, deliverOnExit(batch));
  };

  const drainTimer = setTimeout(() => {
    void offline?.drain(async (batch) => (await send(url, batch)).is !== 'failed');
  }, DRAIN_DELAY);
  signal.addEventListener(
    'abort',
    () => {
      clearTimeout(timer);
      clearTimeout(drainTimer);
    },
    { once: true },
  );
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
      await Promise.all(underway.keys());
    },
    forget() {
      builder.take(Infinity);
      offline?.clear();
    },
    isOwn: (candidate) => candidate.startsWith(`${base}/v1/`),
  };
}
