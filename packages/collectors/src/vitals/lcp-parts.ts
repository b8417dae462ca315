import { toNanoseconds } from '@firsthand/core';
import type { ViewPerformance } from './view-performance.js';

type Parts = NonNullable<NonNullable<ViewPerformance['lcp']>['sub_parts']>;
type Timing = Pick<PerformanceResourceTiming, 'startTime' | 'requestStart' | 'responseEnd'>;

interface Paint {
  /** What its time counts from, on the page's clock. */
  since: number;
  /** Of the page, after `since`; 0 where nothing had to be loaded for it. */
  firstByte: number;
  /** After `since`. */
  paintedAt: number;
  /** Loads of the image. */
  loads: readonly Timing[];
}

/** Parts as in https://web.dev/articles/optimize-lcp#lcp-breakdown; all times in milliseconds. */
export function lcpParts({ since, firstByte, paintedAt, loads }: Paint): Parts {
  // What began after the paint was not painted.
  const begun = loads.filter(({ startTime }) => startTime - since <= paintedAt);
  const load = begun.at(-1);
  const within = (from: number, time: number) => Math.min(paintedAt, Math.max(from, time - since));
  const begin = Math.min(firstByte, paintedAt);
  const loadStart = load ? within(begin, load.requestStart || load.startTime) : begin;
  const loadEnd = load ? within(loadStart, load.responseEnd) : loadStart;
  return {
    load_delay: toNanoseconds(loadStart - begin),
    load_time: toNanoseconds(loadEnd - loadStart),
    render_delay: toNanoseconds(paintedAt - loadEnd),
  };
}
