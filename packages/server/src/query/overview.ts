import type { Filter, Measures, OverviewAnswer } from '@firsthand/protocol/query';
import type { Store } from '../store/store.js';
import { parametersOf, WHERE } from './filter.js';

/** Widths of a point, in milliseconds: 1 s to 1 day. */
const INTERVALS = [
  1, 2, 5, 10, 15, 30, 60, 120, 300, 600, 900, 1_800, 3_600, 7_200, 10_800, 21_600, 43_200, 86_400,
].map((seconds) => seconds * 1_000);
const MAX_POINTS = 72;
/** View names in the table. */
const MAX_NAMES = 200;

const MEASURES = `
  toUInt32(countIf(type = 'view')) AS views,
  toUInt32(countIf(type = 'error')) AS errors,
  countIf(type = 'view' AND view_id IN (
    SELECT view_id FROM events WHERE type = 'error' AND ${WHERE}
  )) AS views_with_errors,
  if(views = 0, NULL, views_with_errors / views) AS error_rate,
  quantileExactInclusive(0.75)(lcp) AS lcp_p75,
  quantileExactInclusive(0.75)(inp) AS inp_p75,
  quantileExactInclusive(0.75)(cls) AS cls_p75`;
/** Of what was sampled: sessions that an error brought would all have one. */
const FROM = `FROM events FINAL
  WHERE type IN ('view', 'error') AND NOT events.kept_on_error AND ${WHERE}`;

type Row = Measures & { views_with_errors: number };

/** How do the pages fare: in all, over time, by view name? */
export async function overview(store: Store, filter: Filter): Promise<OverviewAnswer> {
  const { from, to } = filter;
  const interval = INTERVALS.find((width) => (to - from) / width <= MAX_POINTS) ?? 86_400_000;
  const first = Math.floor(from / interval) * interval;
  const parameters = { ...parametersOf(filter), interval };
  const [totals, series, names] = await Promise.all([
    store.query<Row & { sessions: number }>(
      `SELECT toUInt32(uniqExact(session_id)) AS sessions, ${MEASURES} ${FROM}`,
      parameters,
    ),
    store.query<Row & { at: number }>(
      `SELECT toFloat64(intDiv(date, {interval:Int64}) * {interval:Int64}) AS at, ${MEASURES}
       ${FROM} GROUP BY at`,
      parameters,
    ),
    store.query<Row & { name: string }>(
      `SELECT view_name AS name, ${MEASURES} ${FROM}
       GROUP BY name ORDER BY views DESC, name LIMIT ${MAX_NAMES}`,
      parameters,
    ),
  ]);
  const points = new Map(series.map((row) => [row.at, row]));
  const length = Math.ceil((to - first) / interval);
  return {
    totals: { ...measuresOf(totals[0]), sessions: totals[0]?.sessions ?? 0 },
    interval,
    series: Array.from({ length }, (_, index) => {
      const at = first + index * interval;
      return { at, ...measuresOf(points.get(at)) };
    }),
    views: names.map((row) => ({ name: row.name, ...measuresOf(row) })),
  };
}

function measuresOf(row: Row | undefined): Measures {
  return {
    views: row?.views ?? 0,
    errors: row?.errors ?? 0,
    error_rate: row?.error_rate ?? null,
    lcp_p75: row?.lcp_p75 ?? null,
    inp_p75: row?.inp_p75 ?? null,
    cls_p75: row?.cls_p75 ?? null,
  };
}
