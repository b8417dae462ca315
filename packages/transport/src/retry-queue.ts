import {
  clearTimer,
  forTypes,
  guardPromise,
  listen,
  onAbort,
  setTimer,
  type Note,
  type Timer,
} from '@firsthand/core';
import { LIMITS } from '@firsthand/protocol/limits';
import type { Batch } from './batch.js';
import type { OfflineQueue } from './offline-queue.js';
import type { Outcome } from './send.js';

/** First pause between attempts, in milliseconds; each further one may be twice as long. */
const FIRST_PAUSE = 1_000;
/** The longest pause while the intake has answered before, and while it never has: it is down, or it is blocked. */
const MAX_PAUSE = 60_000;
const MAX_PAUSE_UNKNOWN = 10 * 60_000;
/** What waits in memory for another attempt is bounded, in bytes; the oldest goes first, replays before events. */
const MAX_WAITING_BYTES = 3_000_000;

/**
 * Requests at a time: a browser has six connections to a host without HTTP/2, and an intake that hangs must leave the
 * page's own requests some of them.
 */
const MAX_UNDERWAY = 3;

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
  /** What waits for an attempt, oldest first. */
  readonly waiting: readonly Batch[];
  /** Empties `waiting`. */
  forget(): void;
  /** Whether the last attempt failed. */
  readonly isFailing: boolean;
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
  const listeners = new Map<Batch, (isSettled: boolean) => void>();
  let underway = 0;
  let failures = 0;
  let isKnown = false;
  let timer: Timer | undefined;
  /** Not by its timer: a document that is gone has none, and its requests fail at once. https://html.spec.whatwg.org/#timers */
  let isPausing = false;
  let lastReason: string | undefined;

  const answer = (batch: Batch, isSettled: boolean) => {
    listeners.get(batch)?.(isSettled);
    listeners.delete(batch);
  };

  const wait = (batch: Batch) => {
    waiting.push(batch);
    let bytes = waiting.reduce((sum, held) => sum + held.bytes, 0);
    while (bytes > MAX_WAITING_BYTES) {
      // What was done comes before how it looked.
      const segment = waiting.findIndex(({ records }) => records);
      const [dropped] = waiting.splice(Math.max(segment, 0), 1);
      if (!dropped) break;
      bytes -= dropped.bytes;
      answer(dropped, false);
      if (!offline) note('dropped_over_capacity', dropped.id, dropped.events);
    }
  };

  const forget = () => {
    for (const batch of waiting.splice(0)) answer(batch, false);
  };

  const attemptNext = async () => {
    const batch = waiting.shift();
    if (!batch) return;
    underway += 1;
    note(batch.handedOverAt === undefined ? 'sent' : 'retried', batch.id, batch.events);
    const outcome = await attempt(batch);
    underway -= 1;
    answer(batch, settle(batch, outcome));
    pump();
  };

  const mayAttempt = () =>
    !isPausing && waiting.length > 0 && underway < (failures ? 1 : MAX_UNDERWAY);

  const pump = () => {
    while (mayAttempt()) void guardPromise(attemptNext());
  };

  const retry = () => {
    clearTimer(timer);
    isPausing = false;
    pump();
  };

  const retryLater = (retryAfter: number | undefined) => {
    if (isPausing) return;
    isPausing = true;
    const longest = isKnown ? MAX_PAUSE : MAX_PAUSE_UNKNOWN;
    const ceiling = Math.min(longest, FIRST_PAUSE * 2 ** failures);
    failures += 1;
    const asked = Math.min(retryAfter ?? 0, LIMITS.ingestion.maxDelay);
    timer = setTimer(retry, Math.max(asked, Math.random() * ceiling));
  };

  /** Said once: a page whose intake refuses it would say so every few seconds. */
  const complainOfRefusal = (what: string, reason: string) => {
    if (reason !== lastReason)
      onFault(new Error(`Firsthand: the intake refused ${what}: ${reason}`));
    lastReason = reason;
  };

  const settle = (batch: Batch, outcome: Outcome): boolean => {
    if (outcome.is === 'forgotten' || batch.isForgotten) return true;
    if (outcome.is === 'failed') {
      if (signal.aborted) {
        // Nobody is left who would wait before another attempt.
        forget();
        return false;
      }
      wait(batch);
      retryLater(outcome.retryAfter);
      for (const held of waiting) {
        offline?.keep(held);
        answer(held, false);
      }
      return false;
    }
    failures = 0;
    isKnown = true;
    offline?.forget(batch);
    if (outcome.is === 'accepted') {
      const { refused } = outcome;
      note('acknowledged', batch.id, batch.events - refused.length);
      const [first] = refused;
      if (first) {
        note('dropped_by_intake', refused, refused.length);
        complainOfRefusal('an event', `${first.field}: ${first.reason}`);
      }
      return true;
    }
    note('dropped_by_intake', outcome.reason, batch.events);
    complainOfRefusal('a batch', outcome.reason);
    return true;
  };

  // No need to wait any longer when the network is back.
  listen(window, forTypes(['online'], retry), { signal });
  onAbort(signal, () => clearTimer(timer));
  return {
    deliver(batch) {
      wait(batch);
      if (failures) {
        offline?.keep(batch);
        return Promise.resolve(false);
      }
      return new Promise((resolve) => {
        listeners.set(batch, resolve);
        pump();
      });
    },
    settle,
    waiting,
    forget,
    get isFailing() {
      return failures > 0;
    },
  };
}
