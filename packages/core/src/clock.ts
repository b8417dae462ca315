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
/** Times at which they parted that are remembered. */
const MAX_ORIGINS = 20;

/** The epoch time of relative time 0, as it is from a relative time on. */
interface Origin {
  since: number;
  epoch: number;
}

/** What happened before the machine slept keeps its date: each relative time has the origin that was measured then. */
export function createClock(): Clock {
  // Not performance.timeOrigin: it keeps the system clock's error at navigation start, and performance.now()
  // stands still while some machines sleep. https://crbug.com/1238866 https://crbug.com/1206450
  let latest: Origin = { since: -Infinity, epoch: epochNow() - now() };
  /** Latest first. */
  let origins = [latest];
  let measuredAt = now();
  const measure = () => {
    const at = now();
    const epoch = epochNow() - at;
    if (Math.abs(epoch - latest.epoch) > MAX_DRIFT) {
      latest = { since: measuredAt, epoch };
      origins = [latest, ...origins.slice(0, MAX_ORIGINS - 1)];
    }
    measuredAt = at;
    return at;
  };
  const originOf = (isMeant: (origin: Origin) => boolean) => {
    measure();
    return (origins.find(isMeant) ?? latest).epoch;
  };
  return {
    now: measure,
    epochNow,
    toEpoch: (at) => Math.round(originOf(({ since }) => since < at || since === -Infinity) + at),
    toRelative: (time) => time - originOf(({ since, epoch }) => epoch + since < time),
  };
}
