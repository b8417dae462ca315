import { toNanoseconds } from '@firsthand/core';
import { selectorOf } from '../selector.js';
import { lcpParts } from './lcp-parts.js';
import type { Loads } from './loads.js';
import type { ViewPerformance } from './view-performance.js';

interface PaintedAt {
  /** What its time counts from, on the page's clock, in milliseconds. */
  since: number;
  /** Of the page, after `since`. Default: nothing had to be loaded for it */
  firstByte?: number;
  /** After `since`. */
  paintedAt: number;
  loads: Loads;
}

/** The largest contentful paint: when, of what, and why then. */
export function describeLcp(
  entry: { url?: string; element?: Element | null } | undefined,
  { since, firstByte = 0, paintedAt, loads }: PaintedAt,
): NonNullable<ViewPerformance['lcp']> {
  const selector = selectorOf(entry?.element);
  const url = entry?.url;
  return {
    timestamp: toNanoseconds(paintedAt),
    ...(selector && { target_selector: selector }),
    ...(url && { resource_url: url }),
    sub_parts: lcpParts({ since, firstByte, paintedAt, loads: url ? loads.of(url) : [] }),
  };
}
