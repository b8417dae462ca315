import type { Filter, Measures, OverviewAnswer } from '@firsthand/protocol/query';
import { HOUR } from '../store/client-hour.js';
import type { Ask } from './ask.js';
import { compileFigures, valuesOf, type FigureRow } from './figures.js';
import { filterOf } from './filter.js';
import { compileHourlyOverview, FIGURES_BY } from './hourly-overview.js';
import { hoursOf, isCountedBy } from './hours.js';
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

/**
 * How do the pages fare: in all, over time, by view name? One scan answers all three.
 *
 * @param since the first hour of which all events are there, in hours since the epoch; earlier ones are answered by the whole hour
 */
export async function overview(ask: Ask, asked: Filter, since = 0): Promise<OverviewAnswer> {
  const isEarlier = asked.from < since * HOUR;
  const interval = Math.max(intervalOf(asked), isEarlier ? HOUR : 0);
  const rows = await rowsOf(ask, { asked, interval, since });
  const totals = rows.find((row) => row.without_at && row.without_g0);
  const points = new Map(rows.filter((row) => !row.without_at).map((row) => [row.at, row]));
  const names = rows
    .filter((row) => !row.without_g0)
    .map((row) => ({ name: String(row['g0']), ...measuresOf(valuesOf(row, { measures })) }));
  return {
    totals: {
      ...measuresOf(valuesOf(totals, { measures })),
      sessions: valuesOf(totals, { measures })[SESSIONS] ?? 0,
    },
    interval,
    series: pointsBetween(asked, interval).map((at) => ({
      at,
      ...measuresOf(valuesOf(points.get(at), { measures })),
    })),
    views: names,
  };
}

interface Scan {
  asked: Filter;
  interval: number;
  since: number;
}

/** All, each point, and each name. */
async function rowsOf(ask: Ask, { asked, interval, since }: Scan): Promise<Row[]> {
  const { application, to } = asked;
  const from = asked.from < since * HOUR ? Math.floor(asked.from / HOUR) * HOUR : asked.from;
  const filter = filterOf(asked);
  // Strangers may make up any number of names; there are fewer points than names are shown.
  const rest = `ORDER BY m0 DESC, g0 LIMIT ${MAX_NAMES} BY without_at, without_g0`;
  const question = { application, from, to, filter, measures };
  const hours =
    interval % HOUR === 0 && isCountedBy(FIGURES_BY, filter)
      ? await hoursOf(ask, { application, from, to, since })
      : undefined;
  return ask<Row>(
    hours
      ? compileHourlyOverview({ ...question, interval, rest }, hours)
      : compileFigures(question, { interval, by: ['view.name'], apart: true, rest }),
  );
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
