import type { OverviewAnswer } from '@firsthand/protocol/query';
import { SimpleGrid } from '@mantine/core';
import { count, duration, percent, score } from '../../format.js';
import { rate, type Vital } from '../../vitals.js';
import { TotalCard } from './TotalCard.js';

/** The figures of the whole range. */
export function Totals({ totals }: { totals: OverviewAnswer['totals'] }) {
  const { views, sessions, error_rate: errorRate, errors } = totals;
  const vital = (name: Vital, value: number | null, text: (value: number) => string) =>
    value === null ? { value: '–' } : { value: text(value), rating: rate(name, value) };
  return (
    <SimpleGrid cols={{ base: 2, sm: 3, lg: 6 }} spacing="sm">
      <TotalCard label="Page views" value={count(views)} note="pages and routes" />
      <TotalCard label="Sessions" value={count(sessions)} note="visits by one browser" />
      <TotalCard
        label="Error rate"
        value={errorRate === null ? '–' : percent(errorRate)}
        note={`${count(errors)} ${errors === 1 ? 'error' : 'errors'} in all`}
      />
      <TotalCard label="LCP, p75" {...vital('lcp', totals.lcp_p75, duration)} />
      <TotalCard label="INP, p75" {...vital('inp', totals.inp_p75, duration)} />
      <TotalCard label="CLS, p75" {...vital('cls', totals.cls_p75, score)} />
    </SimpleGrid>
  );
}
