import type { RawEntries, RawEvent, RawShift, Vital, Vitals } from './vitals.js';

/** https://web.dev/articles/cls */
const MAX_PAUSE = 1_000;
const MAX_WINDOW = 5_000;
/** https://web.dev/articles/inp */
const PER_OUTLIER = 50;
/** Of one that was too quick for browsers to tell of. */
const QUICK = 8;

/** CLS and INP from what the browser said of a time, as simply as can be. */
export function vitalsBetween(
  { shifts, events, presses }: RawEntries,
  from: number,
  to: number,
): Vitals {
  const isWithin = (at: number) => at >= from && at < to;
  return {
    CLS: clsOf(shifts.filter(({ at, isExpected }) => isWithin(at) && !isExpected)),
    INP: inpOf(
      events.filter(({ at, id }) => id && isWithin(at)),
      presses.filter(isWithin).length,
    ),
  };
}

function clsOf(shifts: readonly RawShift[]): Vital {
  const windows: RawShift[][] = [];
  for (const shift of shifts) {
    const last = windows.at(-1);
    const [first] = last ?? [];
    const goesOn =
      shift.at - (last?.at(-1)?.at ?? -Infinity) < MAX_PAUSE &&
      shift.at - (first?.at ?? -Infinity) < MAX_WINDOW;
    if (last && goesOn) last.push(shift);
    else windows.push([shift]);
  }
  const scoreOf = (window: readonly RawShift[]) =>
    window.reduce((score, { value }) => score + value, 0);
  const worst = windows.toSorted((one, other) => scoreOf(other) - scoreOf(one))[0] ?? [];
  const largest = worst.toSorted((one, other) => other.value - one.value)[0];
  return { value: scoreOf(worst), target: largest?.target };
}

function inpOf(events: readonly RawEvent[], count: number): Vital | undefined {
  const longest = new Map<number, RawEvent>();
  for (const event of events) {
    const known = longest.get(event.id);
    if (!known || event.duration > known.duration) longest.set(event.id, event);
  }
  const sorted = [...longest.values()].toSorted((one, other) => other.duration - one.duration);
  const inp = sorted[Math.min(Math.floor(count / PER_OUTLIER), sorted.length - 1)];
  if (inp) return { value: inp.duration, target: inp.target };
  return count ? { value: QUICK } : undefined;
}
