import { JOURNEY, shareOf } from '../../e2e/journey-page.ts';
import type { Fact, Kind, Peer } from './peer.ts';
import { paths } from './travel.ts';

const requests = (type: 'fetch' | 'xhr', total: number) =>
  JOURNEY.views.flatMap((_, view) => paths(type, shareOf(total, view)));

/** What happens on the journey, by kind. */
export const HAPPENED: Partial<Record<Kind, readonly string[]>> = {
  view: JOURNEY.views,
  error: JOURNEY.errors,
  request: [...requests('fetch', JOURNEY.fetches), ...requests('xhr', JOURNEY.xhrs)],
  resource: Array.from({ length: JOURNEY.images }, (_, index) => `/picture-${index}.svg`),
  click: Array.from({ length: JOURNEY.clicks }, (_, index) => `button ${index}`),
  'long task': ['long task'],
  vital: ['LCP', 'INP', 'CLS', 'FCP', 'TTFB'],
};

/** How many facts of a kind happened, arrived, and came more than once. */
export interface Completeness {
  happened: number;
  arrived: number;
  twice: number;
  missing: string[];
}

/** What of a kind arrived; `undefined` where the peer has no collector for it. */
export function completeness(
  peer: Peer,
  kind: Kind,
  facts: readonly Fact[],
): Completeness | undefined {
  if (peer.omits.includes(kind)) return undefined;
  const keys = HAPPENED[kind] ?? [];
  const counts = keys.map(
    (key) => facts.filter((fact) => fact.kind === kind && fact.key === key).length,
  );
  return {
    happened: keys.length,
    arrived: counts.filter((count) => count > 0).length,
    twice: counts.filter((count) => count > 1).length,
    missing: keys.filter((_, index) => !counts[index]),
  };
}
