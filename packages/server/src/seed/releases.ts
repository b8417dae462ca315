import { DAY, HOUR, type SeedOptions } from './options.js';
import type { Random } from './random.js';

export interface Release {
  version: string;
  /** Whether it has the fault: a new error in the checkout, and products that react slowly on phones. */
  isRegressed: boolean;
}

/** Between two releases, where the data is long enough for several. */
const INTERVAL = 3 * DAY;
const MIN_RELEASES = 6;
/** How long until all have a release. */
const ROLLOUT = 6 * HOUR;
/** When the release with the fault comes, as part of all; the fault is mended two later. */
const REGRESSED = 0.55;
const MENDED_AFTER = 2;

/** Which release a visit has that begins at a time. */
export function releasesOf({ days, until }: Pick<SeedOptions, 'days' | 'until'>) {
  const from = until - days * DAY;
  const interval = Math.min(INTERVAL, (days * DAY) / MIN_RELEASES);
  const rollout = Math.min(ROLLOUT, interval / 2);
  const regressed = Math.floor(((days * DAY) / interval) * REGRESSED);
  return (time: number, random: Random): Release => {
    const newest = Math.floor((time - from) / interval);
    const age = time - from - newest * interval;
    const isBehind = newest > 0 && random.next() * rollout > age;
    const index = newest - (isBehind ? 1 : 0);
    return {
      version: versionOf(index),
      isRegressed: index >= regressed && index < regressed + MENDED_AFTER,
    };
  };
}

/** Every third is a minor one. */
function versionOf(index: number): string {
  return `1.${Math.floor(index / 3)}.${index % 3}`;
}
