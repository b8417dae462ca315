import { LIMITS } from '@firsthand/protocol/limits';
import type { Filter } from '@firsthand/protocol/query';
import { CLIENT_HOUR, HOUR, PARTITION, PARTITIONS } from '../store/client-hour.js';

const DAY = 24 * HOUR;

/**
 * Rows of an application within a time, by a right clock. The key holds the browser's hour, which any browser's clock may
 * have wrong: `wrong_clocks` tells which hours are to be read besides, so that the key can be used and no row is missed.
 * Columns are qualified, since an alias of the same name would come first.
 */
export const RANGE = rangeSql('{from:Int64}', '{to:Int64}');

/** Whole hours, with what else the views and sessions have of which some is in {@link RANGE}. */
export const WIDE_RANGE = rangeSql('{wideFrom:Int64}', '{wideTo:Int64}');

function rangeSql(from: string, to: string): string {
  const hours = `BETWEEN intDiv(${from}, ${HOUR}) AND intDiv(${to} - 1, ${HOUR})`;
  const wrong = (hour: string) => `(SELECT ${hour} FROM wrong_clocks
    WHERE application_id = {application:String} AND hour ${hours})`;
  return `events.application_id = {application:String}
  AND events.date >= ${from} AND events.date < ${to}
  AND (${CLIENT_HOUR} ${hours} OR ${CLIENT_HOUR} IN ${wrong('client_hour')})
  AND (${PARTITION} IN {partitions:Array(Int64)}
    OR ${PARTITION} IN ${wrong(`intDiv(client_hour, 24) % ${PARTITIONS}`)})`;
}

/** All versions of a row have one key, and thus one partition: none needs to be compared with those of another. */
export const SETTINGS = { do_not_merge_across_partitions_select_final: 1 };

/** Parameters of both. */
export function rangeOf({ application, from, to }: Pick<Filter, 'application' | 'from' | 'to'>) {
  const { maxDuration } = LIMITS.session;
  const wideFrom = Math.floor((from - maxDuration) / HOUR) * HOUR;
  const wideTo = Math.ceil((to + maxDuration) / HOUR) * HOUR;
  const first = Math.max(0, Math.floor(wideFrom / DAY));
  const last = Math.floor((wideTo - 1) / DAY);
  const days = Math.min(last - first + 1, PARTITIONS);
  const partitions = Array.from({ length: days }, (_, day) => (first + day) % PARTITIONS);
  return { application, from, to, wideFrom, wideTo, partitions };
}
