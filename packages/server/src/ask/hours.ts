import type { Condition, Filter } from '@firsthand/protocol/query';
import { CLIENT_HOUR, clientHourOf, HOUR, PARTITION, partitionsOf } from '../store/client-hour.js';
import { countedAs, type CountedTable } from '../store/count-hours.js';
import type { Ask } from './ask.js';
import type { Parameters } from './parameters.js';
import { rangeOf } from './range.js';

/** A time, parted into whole hours that were counted, and what is to be read of events. All but times are hours since the epoch. */
export interface Hours {
  /** Whole hours by a right clock, without the last. */
  first: number;
  end: number;
  /** Hours by the browser's clock that have changed since they were counted. */
  changed: readonly number[];
  /** Hours by the browser's clock of which events are read: those that have changed, and those that the time has a part of. */
  read: readonly number[];
  /** From here on events are there; what was counted earlier stands, whatever has changed. */
  since: number;
}

/** With more, it is as fast to read all events. */
const MAX_CHANGED_SHARE = 0.5;
/** Hours that a statement may list, whose length is bounded; strangers may touch any number. */
export const MAX_LISTED = 1_000;

interface Found {
  changed: number[];
  /** Hours by wrong clocks, of which the partial hours have events. */
  misdated: number[];
}

/** @returns nothing where the time has no whole hour, or too few of them are counted */
export async function hoursOf(
  ask: Ask,
  { application, from, to, since }: Pick<Filter, 'application' | 'from' | 'to'> & { since: number },
): Promise<Hours | undefined> {
  const first = Math.ceil(from / HOUR);
  const end = Math.floor(to / HOUR);
  if (end <= first) return undefined;
  const partial = [from, to].filter((at) => at % HOUR).map((at) => Math.floor(at / HOUR));
  const { wideFrom, wideTo } = rangeOf({ application, from, to });
  const [found] = await ask<Found>({
    sql: `SELECT
      (SELECT groupArray(${MAX_LISTED})(toFloat64(client_hour)) FROM (
        SELECT client_hour FROM touched_hours WHERE application_id = {application:String}
          AND (client_hour BETWEEN {firstHour:Int64} AND {lastHour:Int64} OR client_hour GLOBAL IN (
            SELECT client_hour FROM wrong_clocks WHERE application_id = {application:String}
              AND hour BETWEEN {firstHour:Int64} AND {lastHour:Int64}))
        GROUP BY client_hour HAVING sum(balance) != 0)) AS changed,
      (SELECT groupUniqArray(${MAX_LISTED})(toFloat64(client_hour)) FROM wrong_clocks
        WHERE application_id = {application:String} AND hour IN {partial:Array(Int64)}) AS misdated`,
    parameters: {
      application,
      firstHour: clientHourOf(wideFrom),
      lastHour: clientHourOf(wideTo) - 1,
      partial,
    },
    settings: {},
  });
  const { changed = [], misdated = [] } = found ?? {};
  const isMuch =
    changed.length > (end - first) * MAX_CHANGED_SHARE ||
    Math.max(changed.length, misdated.length) === MAX_LISTED;
  // Of events that are gone there is nothing but what was counted.
  if (isMuch && from >= since * HOUR) return undefined;
  const read = [...new Set([...partial, ...misdated, ...changed])];
  return { first, end, changed, read, since };
}

/** Whether a filter asks for nothing but what hours are counted by. */
export function isCountedBy(columns: readonly string[], condition: Condition): boolean {
  switch (condition.kind) {
    case 'all':
    case 'any':
      return condition.of.every((part) => isCountedBy(columns, part));
    case 'not':
      return isCountedBy(columns, condition.of);
    case 'field':
      return condition.field.type !== 'attribute' && columns.includes(condition.field.sql);
    case 'text':
      return false;
  }
}

/** All rows of a time as `events`: what was counted, and the other events as if they were. Each has the hours that it is of. */
export function countedRowsSql(table: CountedTable, hours: Hours, parameters: Parameters): string {
  const { names, sql, keys, types } = countedAs(table);
  return `(SELECT application_id, hour, client_hour, ${names.join(', ')} FROM ${table} FINAL
      WHERE ${countedSql(hours, parameters, hours)}
    UNION ALL
    SELECT events.application_id AS application_id, intDiv(events.date, ${HOUR}) AS hour,
      ${CLIENT_HOUR} AS client_hour, ${sql} FROM events FINAL
      WHERE ${uncountedSql(hours, parameters)} AND ${types} GROUP BY application_id, hour, client_hour, ${keys}) AS events`;
}

/** Rows of a table that was counted, of whole hours that are as they were counted. */
export function countedSql(
  { changed, since }: Hours,
  parameters: Parameters,
  { first, end }: { first: number; end: number },
): string {
  return `application_id = {application:String}
    AND hour >= ${parameters.bind(first, 'Int64')} AND hour < ${parameters.bind(end, 'Int64')}
    AND (client_hour NOT IN ${parameters.bind(changed, 'Array(Int64)')} OR hour < ${parameters.bind(since, 'Int64')})`;
}

/** The other rows: events of hours that have changed, or that the time has a part of. */
function uncountedSql(hours: Hours, parameters: Parameters): string {
  const { first, end, read } = hours;
  const isPartial = `(events.date < ${parameters.bind(first * HOUR, 'Int64')} OR events.date >= ${parameters.bind(end * HOUR, 'Int64')})`;
  return `${readSql(read, parameters)} AND events.date >= {from:Int64} AND events.date < {to:Int64}
    AND (${isPartial} OR ${changedSql(hours, parameters)})`;
}

/** Events of hours that have changed, whatever their time. */
export function changedSql({ changed, since }: Hours, parameters: Parameters): string {
  return `(${CLIENT_HOUR} IN ${parameters.bind(changed, 'Array(Int64)')}
    AND events.date >= ${parameters.bind(since * HOUR, 'Int64')})`;
}

/** Events of an application by hours of the browser's clock, and thus by the key. */
export function readSql(hours: readonly number[], parameters: Parameters): string {
  return `events.application_id = {application:String}
    AND ${CLIENT_HOUR} IN ${parameters.bind(hours, 'Array(Int64)')}
    AND ${PARTITION} IN ${parameters.bind(partitionsOf(hours), 'Array(Int64)')}`;
}
