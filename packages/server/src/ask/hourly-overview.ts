import type { Condition } from '@firsthand/protocol/query';
import { clientHourOf, HOUR } from '../store/client-hour.js';
import type { Compiled } from './ask.js';
import { filterSql } from './filter-sql.js';
import { changedSql, countedRowsSql, countedSql, readSql, type Hours } from './hours.js';
import { openParameters, type Parameters } from './parameters.js';
import { rangeOf } from './range.js';

/** By what the figures of an hour are counted. */
export const FIGURES_BY = ['env', 'release', 'view_name'];

/** The measures of an overview, over figures by the hour. */
const MEASURES: Record<string, (hours: Hours, parameters: Parameters) => string> = {
  'count(view)': () => 'toFloat64(sum(length(events.view_keys)))',
  'count(error)': () => 'toFloat64(sum(events.errors))',
  error_rate: (hours, parameters) => {
    const failed = `arrayCount(key -> key GLOBAL IN (${failedViewsSql(hours, parameters)}), events.view_keys)`;
    return `if(sum(length(events.view_keys)) = 0, NULL,
      sum(${failed}) / sum(length(events.view_keys)))`;
  },
  'p75(lcp)': () => 'quantileExactInclusiveArray(0.75)(events.lcp)',
  'p75(inp)': () => 'quantileExactInclusiveArray(0.75)(events.inp)',
  'p75(cls)': () => 'quantileExactInclusiveArray(0.75)(events.cls)',
  'sessions(view,error)': () => 'toFloat64(uniqExactArray(events.session_keys))',
};

interface HourlyOverview {
  application: string;
  from: number;
  to: number;
  filter: Condition;
  measures: readonly string[];
  /** Width of a point in time, in milliseconds: whole hours. */
  interval: number;
  /** SQL after the groups. */
  rest: string;
}

/** What `compileFigures` makes of an overview, of figures by the hour where they stand. */
export function compileHourlyOverview(question: HourlyOverview, hours: Hours): Compiled {
  const { filter, interval, rest } = question;
  const parameters = openParameters(rangeOf(question));
  const measures = question.measures.map((text, index) => {
    const sql = MEASURES[text]?.(hours, parameters);
    if (!sql) throw new Error(`${text} is not counted by the hour.`);
    return `${sql} AS m${index}`;
  });
  const sql = `SELECT toFloat64(intDiv(events.hour * ${HOUR}, ${interval}) * ${interval}) AS at,
      toString(events.view_name) AS g0, ${measures.join(', ')},
      GROUPING(at) AS without_at, GROUPING(g0) AS without_g0
    FROM ${countedRowsSql('hourly_figures', hours, parameters)}
    WHERE ${filterSql(filter, { type: 'any', parameters })}
    GROUP BY GROUPING SETS ((), (at), (g0)) HAVING m0 > 0 OR m1 > 0 ${rest}`;
  return { sql, parameters: parameters.values };
}

/** Keys of the views that had an error, over all the time that views of this time may have lasted. */
function failedViewsSql(hours: Hours, parameters: Parameters): string {
  const { wideFrom, wideTo } = parameters.values as ReturnType<typeof rangeOf>;
  const wide = { first: clientHourOf(wideFrom), end: clientHourOf(wideTo) };
  return `SELECT arrayJoin(error_view_keys) FROM hourly_figures FINAL
      WHERE ${countedSql(hours, parameters, wide)}
    UNION ALL
    SELECT view_key FROM events WHERE ${readSql(hours.changed, parameters)}
      AND ${changedSql(hours, parameters)} AND events.type = 'error'
      AND events.date >= {wideFrom:Int64} AND events.date < {wideTo:Int64}`;
}
