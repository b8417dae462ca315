import type { Enrichment } from '@firsthand/protocol/query';
import type { RequestFacts } from './enrich.js';

/**
 * What is less may be the time that the request took; clocks that the operating system sets are right within
 * seconds. In milliseconds.
 */
export const MIN_CLOCK_SKEW = 60_000;

/** How far the browser's clock is behind the server's, where it is wrong: what its dates are corrected by. */
export function clockSkew({
  sentAt,
  receivedAt,
}: Pick<RequestFacts, 'sentAt' | 'receivedAt'>): Pick<Enrichment, 'clock_skew'> {
  const skew = receivedAt - sentAt;
  return Math.abs(skew) > MIN_CLOCK_SKEW ? { clock_skew: skew } : {};
}
