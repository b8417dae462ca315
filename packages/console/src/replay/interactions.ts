import type { Loaded } from './records.js';

/** rrweb's number of what changes by itself or is told by a change. */
const INCREMENTAL = 3;
/** rrweb's numbers of mouse move, mouse interaction, scroll, resize and input. */
const BY_A_PERSON = new Set([1, 2, 3, 4, 5]);

/** When a person did something, in the order of time. */
export function interactionsOf(records: readonly Loaded[]): number[] {
  return records
    .filter(({ type, data }) => {
      if (type !== INCREMENTAL) return false;
      return BY_A_PERSON.has((data as { source?: number } | null)?.source ?? -1);
    })
    .map(({ timestamp }) => timestamp);
}

/** The first of some ordered times after one. */
export function nextAfter(times: readonly number[], time: number): number | undefined {
  let [low, high] = [0, times.length];
  while (low < high) {
    const middle = (low + high) >> 1;
    if ((times[middle] ?? 0) > time) high = middle;
    else low = middle + 1;
  }
  return times[low];
}
