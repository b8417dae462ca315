import type { Note } from '@firsthand/core';
import { LIMITS } from '@firsthand/protocol/limits';
import type { Batch } from './batch.js';
import type { OfflineQueue } from './offline-queue.js';
import type { Outcome } from './send.js';

/** First pause between attempts, in milliseconds; each further one may be twice as long. */
const FIRST_PAUSE = 1_000;
/** The longest pause while the intake has answered before, and while it never has: it is down, or it is blocked. */
const MAX_PAUSE = 60_000;
const MAX_PAUSE_UNKNOWN = 10 * 60_000;
/** What waits in memory for another attempt is bounded, in bytes; the oldest goes first. */
const MAX_WAITING_BYTES = 3_000_000;

interface RetryParts {
  attempt: (batch: Batch) => Promise<Outcome>;
  /** Where what waits is kept beyond the page. */
  offline: OfflineQueue | undefined;
  note: Note;
  onFault: (fault: unknown) => void;
}

export interface RetryQueue {
  /** @returns whether it is settled: the server has it or refused it for good; else it is tried again */
  deliver(batch: Batch): Promise<boolean>;
  /** Takes note of an attempt that was made elsewhere; one that failed is made again. @returns as `deliver` */
  settle(batch: Batch, outcome: Outcome): boolean;
  /** What waits for another attempt, oldest first; empty while all goes well. */
  readonly waiting: readonly Batch[];
}

/**
 * Delivers each batch once, trying again with exponential pauses and full jitter for as long as the page lives. While
 * attempts fail only one batch at a time is tried; all others wait for it.
 *
 * @see https://aws.amazon.com/blogs/architecture/exponential-backoff-and-jitter/
 */
export function createRetryQueue(
  { attempt, offline, note, onFault }: RetryParts,
  signal: AbortSignal,
): RetryQueue {
  const waiting: Batch[] = [];
  let failures = 0;
  let isKnown = false;
  let isTrying = false;
  let timer: ReturnType<typeof setTimeout> | undefined;
  let lastFault: string | undefined;

  const hold = (batch: Batch) => {
    offline?.keep(batch);
    waiting.push(batch);
    let bytes = waiting.reduce((sum, held) => sum + held.bytes, 0);
    while (bytes > MAX_WAITING_BYTES) {
      const dropped = waiting.shift();
      bytes -= dropped?.bytes ?? bytes;
      if (dropped && !offline) note('dropped_over_capacity', dropped.id, dropped.events);
    }
  };

  const retryLater = (retryAfter: number | undefined) => {
    if (timer || signal.aborted) return;
    const longest = isKnown ? MAX_PAUSE : MAX_PAUSE_UNKNOWN;
    const ceiling = Math.min(longest, FIRST_PAUSE * 2 ** failures);
    failures += 1;
    const asked = Math.min(retryAfter ?? 0, LIMITS.ingestion.maxDelay);
    timer = setTimeout(retry, Math.max(asked, Math.random() * ceiling));
  };

  const retry = async () => {
    clearTimeout(timer);
    timer = undefined;
    if (isTrying) return;
    isTrying = true;
    for (let batch = waiting.shift(); batch; batch = waiting.shift()) {
      note('retried', batch.id, batch.events);
      if (!settle(batch, await attempt(batch))) break;
    }
    isTrying = false;
  };

  const settle = (batch: Batch, outcome: Outcome): boolean => {
    if (outcome.is === 'failed') {
      hold(batch);
      retryLater(outcome.retryAfter);
      return false;
    }
    failures = 0;
    isKnown = true;
    offline?.forget(batch);
    if (outcome.is === 'accepted') {
      const { refused } = outcome;
      note('acknowledged', batch.id, batch.events - refused.length);
      if (refused.length) note('dropped_by_intake', refused, refused.length);
      return true;
    }
    note('dropped_by_intake', outcome.reason, batch.events);
    // Said once: a page whose intake refuses it would say so every few seconds.
    if (outcome.reason !== lastFault) {
      onFault(new Error(`Firsthand: the intake refused a batch: ${outcome.reason}`));
    }
    lastFault = outcome.reason;
    return true;
  };

  // No need to wait any longer when the network is back.
  addEventListener('online', () => void retry(), { signal });
  signal.addEventListener('abort', () => clearTimeout(timer), { once: true });
  return {
    async deliver(batch) {
      if (failures) {
        hold(batch);
        return false;
      }
      note('sent', batch.id, batch.events);
      return settle(batch, await attempt(batch));
    },
    settle,
    waiting,
  };
}
