import type { Filter, Measures, OverviewAnswer } from '@firsthand/protocol/query';
import type { Ask } from './ask.js';
import { compileFigures, valuesOf, type FigureRow } from './figures.js';
import { filterOf } from './filter.js';
import { intervalOf, pointsBetween } from './intervals.js';

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
const SESSIONS = 'sessions(view,error)';
const measures = [...Object.values(MEASURES), SESSIONS];

type Row = FigureRow & { at: number; without_at: number; without_g0: number };

/** How do the pages fare: in all, over time, by view name? One scan answers all three. */
export async function overview(ask: Ask, asked: Filter): Promise<OverviewAnswer> {
  const { application, from, to } = asked;
  const question = { application, from, to, filter: filterOf(asked), measures };
  const interval = intervalOf(asked);
  const rows = await ask<Row>(
    compileFigures(question, {
      interval,
      by: ['view.name'],
      apart: true,
      // Strangers may make up any number of names; there are fewer points than names are shown.
      rest: `ORDER BY m0 DESC, g0 LIMIT ${MAX_NAMES} BY without_at, without_g0`,
    }),
  );
  const totals = rows.find((row) => row.without_at && row.without_g0);
  const points = new Map(rows.filter((row) => !row.without_at).map((row) => [row.at, row]));
  const names = rows
    .filter((row) => !row.without_g0)
    .map((row) => ({ name: String(row['g0']), ...measuresOf(valuesOf(row, question)) }));
  return {
    totals: {
      ...measuresOf(valuesOf(totals, question)),
      sessions: valuesOf(totals, question)[SESSIONS] ?? 0,
    },
    interval,
    series: pointsBetween(asked, interval).map((at) => ({
      at,
      ...measuresOf(valuesOf(points.get(at), question)),
    })),
    views: names,
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
