import type { RunningRum } from '@firsthand/core';

export type Call = (rum: RunningRum) => void;

/** What the methods of an instance need of it. */
export interface Calls {
  /** Relative time at which the page makes the present call. */
  now(): number;
  /** Runs a call now, or, before `init`, keeps it. */
  whenRunning(call: Call): void;
}

/** Times from this on are since the epoch: no page has been open for 30 years. */
const FIRST_EPOCH_TIME = 30 * 365 * 24 * 60 * 60_000;

/** A time that the page gave as of `performance.now()` or of `Date.now()`, as a relative time. */
export function relativeTime(rum: RunningRum, time: number): number {
  return time >= FIRST_EPOCH_TIME ? rum.toRelative(time) : time;
}
