import type { Finished } from './segments.js';

/** From one full snapshot that may be the first to the next, in milliseconds: twice as much is kept at most. */
export const CHECKOUT_INTERVAL = 30_000;
/** What is kept of the time before an error, in bytes. */
const MAX_BYTES = 3_000_000;

/**
 * The last minute of segments: those since the full snapshot before the last one. Whatever is forgotten, what stays
 * begins with a full snapshot; what does not fit is forgotten up to the next one.
 */
export function createRecent() {
  let before: Finished[] = [];
  let since: Finished[] = [];
  let turnedAt = -Infinity;
  const isTooMuch = () =>
    [...before, ...since].reduce((sum, { records }) => sum + records.length, 0) > MAX_BYTES;
  return {
    keep(segment: Finished) {
      const { start, has_full_snapshot } = segment.facts;
      if (has_full_snapshot && start - turnedAt >= CHECKOUT_INTERVAL) {
        before = since;
        since = [];
        turnedAt = start;
      }
      if (turnedAt === -Infinity) return;
      since.push(segment);
      if (isTooMuch()) before = [];
      if (!isTooMuch()) return;
      since = [];
      turnedAt = -Infinity;
    },
    takeAll(): Finished[] {
      const all = [...before, ...since];
      before = since = [];
      return all;
    },
  };
}
