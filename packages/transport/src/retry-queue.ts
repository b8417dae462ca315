import type { Batch } from './batch.js';
import type { OfflineQueue } from './offline-queue.js';
import type { Outcome } from './send.js';

/** First and longest pause between attempts, in milliseconds. */
const FIRST_PAUSE = 1_000;
const MAX_PAUSE = 60_000;
/** What waits in memory for another attempt is bounded, in bytes; the oldest goes first. */
const MAX_WAITING_BYTES = 3_000_000;

interface RetryParts {
  attempt: (batch: Batch) => Promise<Outcome>;
  /** Where what waits is kept beyond the page. */
  offline: OfflineQueue | undefined;
  onFault: (fault: unknown) => void;
}

/**
 * Delivers each batch once, trying again with exponential pauses and full jitter for as long as the page lives.
 *
 * @see https://aws.amazon.com/blogs/architecture/exponential-backoff-and-jitter/
 */
export function createRetryQueue({ attempt, offline, onFault }: RetryParts, signal: AbortSignal) {
  const waiting: Batch[] = [];
  let pauses = 0;
  let timer: ReturnType<typeof setTimeout> | undefined;

  const keep = (batch: Batch) => {
    offline?.keep(batch);
    waiting.push(batch);
    let bytes = waiting.reduce((sum, { bytes }) => sum + bytes, 0);
    while (bytes > MAX_WAITING_BYTES) bytes -= waiting.shift()?.bytes ?? bytes;
  };

  const retryLater = (retryAfter: number | undefined) => {
    if (timer || signal.aborted) return;
    const ceiling = Math.min(MAX_PAUSE, FIRST_PAUSE * 2 ** pauses);
    pauses += 1;
    timer = setTimeout(retry, retryAfter ?? Math.random() * ceiling);
  };

  const retry = () => {
    clearTimeout(timer);
    timer = undefined;
    const batch = waiting.shift();
    if (!batch) return;
    void deliver(batch).then((isSettled) => {
      if (!isSettled) return;
      offline?.forget(batch);
      retry();
    });
  };

  /** @returns whether it is settled: the server has it or refused it for good; else it is tried again */
  const deliver = async (batch: Batch): Promise<boolean> => {
    const outcome = await attempt(batch);
    if (outcome.is === 'failed') {
      keep(batch);
      retryLater(outcome.retryAfter);
      return false;
    }
    pauses = 0;
    if (outcome.is === 'rejected')
      onFault(new Error(`Firsthand: the intake refused a batch: ${outcome.reason}`));
    return true;
  };

  // No need to wait any longer when the network is back.
  addEventListener('online', retry, { signal });
  signal.addEventListener('abort', () => clearTimeout(timer), { once: true });
  return { deliver };
}
