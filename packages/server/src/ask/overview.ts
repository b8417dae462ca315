import type { Filter, Measures, OverviewAnswer } from '@firsthand/protocol/query';
import type { Ask } from './ask.js';
import { count } from './count.js';
import { filterOf } from './filter.js';
import { series } from './series.js';
import { table } from './table.js';

/** View names in the table. */
const MAX_NAMES = 200;

/** The figures of an overview by the names that its answer has. */
const MEASURES = {
  views: 'count(view)',
  errors: 'count(error)',
  error_rate: 'error_rate',
  lcp_p75: 'p75(lcp)',
  inp_p75: 'p75(inp)',
  cls_p75: 'p75(cls)',
} as const satisfies Record<keyof Measures, string>;
const measures = Object.values(MEASURES);

/** How do the pages fare: in all, over time, by view name? */
export async function overview(ask: Ask, asked: Filter): Promise<OverviewAnswer> {
  const { application, from, to } = asked;
  const question = { application, from, to, filter: filterOf(asked), measures };
  const [totals, overTime, byName] = await Promise.all([
    count(ask, { ...question, measures: [...measures, 'sessions'] }),
    series(ask, question),
    table(ask, { ...question, by: ['view.name'], limit: MAX_NAMES }),
  ]);
  return {
    totals: { ...measuresOf(totals.values), sessions: totals.values['sessions'] ?? 0 },
    interval: overTime.interval,
    series: (overTime.series[0]?.points ?? []).map(({ at, values }) => ({
      at,
      ...measuresOf(values),
    })),
    views: byName.rows.map(({ group, values }) => ({
      name: group['view.name'] ?? '',
      ...measuresOf(values),
    })),
  };
}

function measuresOf(values: Record<string, number | null>): Measures {
  const value = (name: keyof Measures) => values[MEASURES[name]] ?? null;
  return {
    views: value('views') ?? 0,
    errors: value('errors') ?? 0,
    error_rate: value('error_rate'),
    lcp_p75: value('lcp_p75'),
    inp_p75: value('inp_p75'),
    cls_p75: value('cls_p75'),
  };
}
