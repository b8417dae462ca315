const HOUR = 60 * 60_000;
const DAY = 24 * HOUR;
/** A server may well have been off for as long. */
const MAX_GAP = 3 * DAY;
/** A clock is set by less than this as long as it is right. */
const MAX_JUMP = HOUR;
/** How long an operator has to notice. */
const GRACE = DAY;

/** Two clocks: one that says what time it is, and one that nobody sets. In milliseconds. */
export interface Time {
  now(): number;
  elapsed(): number;
}

const SYSTEM: Time = { now: () => Date.now(), elapsed: () => performance.now() };

/**
 * The system's clock, with doubts about it: for a day after it was far from the newest data when the server started, or was
 * set while it ran. What is removed by a wrong clock does not come back.
 *
 * @param newest when the newest data came, by the clock of that time
 */
export function steadyClock(newest: number | undefined, { now, elapsed }: Time = SYSTEM) {
  let began = { at: now(), elapsed: elapsed() };
  const gap = newest === undefined ? 0 : Math.abs(began.at - newest);
  let reason = gap > MAX_GAP ? `is ${days(gap)} from the newest data` : undefined;
  return {
    now,
    /** Why the clock is not believed; `undefined` if it is. */
    doubt(): string | undefined {
      const ran = elapsed() - began.elapsed;
      const jump = now() - began.at - ran;
      if (Math.abs(jump) > MAX_JUMP) {
        began = { at: now(), elapsed: elapsed() };
        reason = `was set by ${days(Math.abs(jump))}`;
      } else if (ran > GRACE) reason = undefined;
      return reason && `The clock ${reason}: nothing is removed before it has run for a day.`;
    },
  };
}

function days(time: number): string {
  return `${Math.round((time / DAY) * 10) / 10} days`;
}
