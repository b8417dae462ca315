import {
  clearTimer,
  forTypes,
  guardPromise,
  listen,
  now,
  onAbort,
  setTimer,
  type Cleared,
  type Note,
  type Timer,
  type Transport,
} from '@firsthand/core';
import type { RumEvent } from '@firsthand/protocol';
import { createBatchBuilder, toBatch, type Batch } from './batch.js';
import type { Intake } from './intake.js';
import { createOfflineQueue } from './offline-queue.js';
import type { ReplaySegment } from './replay-segment.js';
import { createRetryQueue } from './retry-queue.js';
import { createSender, type Outcome, type SenderOptions } from './send.js';

export interface TransportOptions extends SenderOptions {
  intake: Intake;
  sdk: { name: string; version: string };
  /** Longest wait of an event before it is sent, in milliseconds. Default: 2,000 */
  flushInterval?: number | undefined;
  /** Whether what cannot be delivered outlives the page. Default: true */
  offlineQueue?: boolean | undefined;
  note: Note;
  /** Told of what the intake refuses for good. */
  onFault: (fault: unknown) => void;
}

/**
 * More events than this, or larger ones in characters, leave at once: what is still here when the page ends, together
 * with what is just being compressed, must fit into what a browser sends then, uncompressed.
 */
const MAX_COUNT = 200;
const MAX_SIZE = 28 * 1_024;
/** Several batches, so that those that say most fit whatever else is in flight. */
const MAX_BATCH_BYTES = 30 * 1_024;

/** The first batch leaves sooner, in milliseconds: a page that crashes was there all the same. */
const FIRST_FLUSH = 700;

/** An answer that is not there after this many milliseconds may never come. */
const LATE = 5_000;
/** What earlier pages left waits until this one has loaded, in milliseconds. */
const DRAIN_DELAY = 5_000;

/** Of a session that may never be sent no more events than this are kept, nor more characters. */
const MAX_HELD_COUNT = 500;
const MAX_HELD_SIZE = 256 * 1_024;

/** Delivers the segments of replays, and keeps what may have to be sent later, as well. */
export interface FullTransport extends Transport {
  /** Keeps an event in memory, and nothing of other sessions any more; the oldest gives way. */
  hold(event: Cleared<RumEvent>): void;
  /** Sends what is kept of a session. */
  release(sessionId: string): void;
  /** Sends a segment; on `exit` before it returns, by a request that outlives the page, after events that wait. */
  addSegment(segment: Cleared<ReplaySegment>, options?: { exit?: boolean }): void;
}

/** Batches cleared events and delivers them. */
export function createTransport(options: TransportOptions, signal: AbortSignal): FullTransport {
  const { intake, sdk, flushInterval = 2_000, offlineQueue = true, note, onFault } = options;
  const builder = createBatchBuilder({ sdk, note });
  const held = createBatchBuilder({ sdk, note });
  let heldSession: string | undefined;
  const sender = createSender(intake.base, options);
  const offline = offlineQueue ? createOfflineQueue({ intake, note }, signal) : undefined;
  const retries = createRetryQueue({ attempt: sender.send, offline, note, onFault }, signal);
  /** Batches on their way, by their delivery. */
  const underway = new Map<Promise<unknown>, Batch>();
  /** What the browser sends by itself if the page ends before it is settled. */
  const deferred = new Map<Batch, AbortController>();
  let timer: Timer | undefined;
  let hasSent = false;

  const take = (): Batch[] => {
    clearTimer(timer);
    timer = undefined;
    hasSent = true;
    return builder.take(MAX_BATCH_BYTES);
  };
  const track = (batch: Batch, delivery: Promise<boolean>) => {
    underway.set(delivery, batch);
    void guardPromise(settle(batch, delivery));
  };
  const settle = async (batch: Batch, delivery: Promise<boolean>) => {
    const isSettled = await delivery;
    underway.delete(delivery);
    if (!isSettled) return;
    deferred.get(batch)?.abort();
    deferred.delete(batch);
  };
  const deliver = (batches: readonly Batch[]) => {
    for (const batch of batches) track(batch, retries.deliver(batch));
  };
  const flush = () => deliver(take());
  const wait = (time: number) => {
    clearTimer(timer);
    timer = setTimer(flush, time);
  };

  /** Hands a batch over as far as the browser still takes it; else it is added to what is kept for a later page. */
  const leave = (batch: Batch, left: Batch[]): Promise<Outcome> | undefined => {
    const attempt = sender.sendOnExit(batch);
    if (attempt || deferred.has(batch)) return attempt;
    const settled = new AbortController();
    if (sender.sendAtEnd(batch, settled.signal)) deferred.set(batch, settled);
    else left.push(batch);
    return undefined;
  };
  const deliverOnExit = async (batch: Batch, attempt: Promise<Outcome>) => {
    note('sent', batch.id, batch.events);
    return retries.settle(batch, await attempt);
  };
  /** @param fresh has never been handed over */
  const leaveAll = (fresh: readonly Batch[], unanswered: ReadonlySet<Batch>) => {
    // Nobody will be there to make another attempt, if this one fails as the last one did.
    const isDoubtful = retries.isFailing || !navigator.onLine || [...unanswered].some(isLate);
    offline?.keepAtOnce(isDoubtful ? [...fresh, ...unanswered] : []);
    const left: Batch[] = [];
    for (const batch of fresh) {
      const attempt = leave(batch, left);
      track(batch, attempt ? deliverOnExit(batch, attempt) : retries.deliver(batch));
    }
    // Should these come twice, the server knows them by their id.
    for (const batch of unanswered) if (!isUnderway(batch)) void leave(batch, left);
    // Once for all: each time, what is there already is looked through.
    offline?.keepAtOnce(left);
  };
  const flushOnExit = () => {
    const unanswered = [...underway.values(), ...retries.waiting];
    unanswered.sort((one, other) => Number(!!one.records) - Number(!!other.records));
    leaveAll(take(), new Set(unanswered));
  };

  const redeliver = async (batch: Batch) => {
    const outcome = await sender.send(batch);
    return outcome.is !== 'failed' && retries.settle(batch, outcome);
  };
  const drain = () =>
    void guardPromise(
      offline?.drain((batch) => {
        const delivery = redeliver(batch);
        track(batch, delivery);
        return delivery;
      }),
    );
  const drainTimer = signal.aborted ? undefined : setTimer(drain, DRAIN_DELAY);
  listen(window, forTypes(['online'], drain), { signal });
  onAbort(signal, () => {
    clearTimer(timer);
    clearTimer(drainTimer);
  });
  return {
    add(event) {
      builder.add(event);
      // Never at once: on page exit all that is added goes out together, the most urgent first.
      if (builder.count >= MAX_COUNT || builder.size >= MAX_SIZE) wait(0);
      else if (timer === undefined)
        wait(hasSent ? flushInterval : Math.min(FIRST_FLUSH, flushInterval));
    },
    hold(event) {
      const { id } = event.session;
      if (id !== heldSession) held.clear();
      heldSession = id;
      held.add(event);
      while (held.count > MAX_HELD_COUNT || held.size > MAX_HELD_SIZE) {
        held.dropOldest();
        note('dropped_unsampled');
      }
    },
    release(sessionId) {
      if (sessionId === heldSession) deliver(held.take(MAX_BATCH_BYTES));
    },
    addSegment(segment, { exit = false } = {}) {
      const batch = toBatch(segment);
      if (exit) leaveAll([batch], new Set());
      else track(batch, retries.deliver(batch));
    },
    async flush({ exit = false } = {}) {
      if (exit) flushOnExit();
      else flush();
      await Promise.all(underway.keys());
    },
    forget() {
      builder.clear();
      held.clear();
      for (const batch of [...underway.values(), ...retries.waiting]) batch.isForgotten = true;
      retries.forget();
      for (const controller of deferred.values()) controller.abort();
      deferred.clear();
      offline?.clear();
    },
  };
}

/** Whether the browser has it, and no answer for long. */
function isLate({ handedOverAt = Infinity }: Batch): boolean {
  return now() - handedOverAt > LATE;
}

/** Whether the browser has it, and an answer may yet come. */
function isUnderway({ handedOverAt = -Infinity }: Batch): boolean {
  return now() - handedOverAt <= LATE;
}
