/**
 * The only reader of time. A *relative* time is milliseconds since the page's time origin, as in
 * `performance.now()`, `event.timeStamp` and performance entries; an *epoch* time is milliseconds since 1970.
 */
export interface Clock {
  /** Relative time now. */
  now(): number;
  /** Epoch time now: the one that tabs share, and that goes on while the machine sleeps. */
  epochNow(): number;
  /** Epoch time of a relative time, a whole number. */
  toEpoch(at: number): number;
  /** Relative time of an epoch time. */
  toRelative(epoch: number): number;
}

/** Relative time now. */
export function now(): number {
  return performance.now();
}

/** Epoch time now, a whole number: also where a test's clock gives fractions. */
export function epochNow(): number {
  return Math.floor(Date.now());
}

/** Beyond this many milliseconds the two clocks have parted: the machine slept, or its clock was set. */
const MAX_DRIFT = 1_000;

export function createClock(): Clock {
  // Not performance.timeOrigin: it keeps the system clock's error at navigation start, and performance.now()
  // stands still while some machines sleep. https://crbug.com/1238866 https://crbug.com/1206450
  let origin = epochNow() - now();
  const currentOrigin = () => {
    const measured = epochNow() - now();
    if (Math.abs(measured - origin) > MAX_DRIFT) origin = measured;
    return origin;
  };
  return {
    now,
    epochNow,
    toEpoch: (at) => Math.round(currentOrigin() + at),
    toRelative: (epoch) => epoch - currentOrigin(),
  };
}
