import { randomBytes } from 'node:crypto';
import { hashOf, hashSql } from '../erasure/subject.js';
import { CLIENT_HOUR, HOUR, PARTITION, partitionsOf } from './client-hour.js';
import type { Store } from './store.js';

/** Hours of one application, by the browser's clock. */
export interface HoursToCount {
  application: string;
  hours: readonly number[];
  /** Events of earlier hours may be gone: what was counted of these stays. */
  since: EventsSince;
  /** Milliseconds since the epoch; of two counts of an hour the latest stands. */
  countedAt: number;
}

/** What one count may take, in bytes. */
const MAX_MEMORY = 1_000_000_000;

const ofView = `events.type = 'view' AND NOT events.kept_on_error`;
const ofError = `events.type = 'error' AND NOT events.kept_on_error`;

/** The columns of each table, and what they are of the events of an hour. Those by which it is counted are columns of events. */
const COUNTED = {
  hourly_figures: {
    env: 'events.env',
    release: 'events.release',
    view_name: 'events.view_name',
    view_keys: `groupArrayIf(events.view_key, ${ofView})`,
    lcp: `groupArrayIf(events.lcp, ${ofView})`,
    inp: `groupArrayIf(events.inp, ${ofView})`,
    cls: `groupArrayIf(events.cls, ${ofView})`,
    session_keys: `groupUniqArrayIf(events.session_key, ${ofView} OR ${ofError})`,
    errors: `countIf(${ofError})`,
    error_view_keys: `groupUniqArrayIf(events.view_key, events.type = 'error')`,
  },
  hourly_sessions: {
    session_id: 'events.session_id',
    env: 'events.env',
    release: 'events.release',
    date: 'min(events.date)',
    last_date: 'max(events.date)',
    ended_at: 'max(events.ended_at)',
    views: `countIf(events.type = 'view')`,
    actions: `countIf(events.type = 'action')`,
    errors: `countIf(events.type = 'error')`,
    view_frustration_count: 'sum(events.view_frustration_count)',
    // Of what is as early or as late the text decides, so that the answer is always the same.
    entry_view: 'argMin(events.view_name, (events.date, events.view_name))',
    last_view: 'argMax(events.view_name, (events.ended_at, events.view_name))',
    user_name: 'argMax(events.user_name, (events.date, events.user_name))',
    browser: 'max(events.browser)',
    os: 'max(events.os)',
    device_type: 'max(events.device_type)',
    kept_on_error: 'max(events.kept_on_error)',
  },
};

export type CountedTable = keyof typeof COUNTED;

/** From which hour on, by a right clock and since the epoch, all events are there of which a table is counted. */
export type EventsSince = Record<CountedTable, number>;

const TABLES = Object.keys(COUNTED) as CountedTable[];

/** Events as rows of a table, as they would be counted. */
export function countedAs(table: CountedTable) {
  const columns = Object.entries<string>(COUNTED[table]);
  const keys = columns.filter(([, sql]) => /^events\.\w+$/.test(sql)).map(([name]) => name);
  return {
    names: columns.map(([name]) => name),
    sql: columns.map(([name, sql]) => `${sql} AS ${name}`).join(', '),
    keys: keys.join(', '),
    types: table === 'hourly_figures' ? `events.type IN ('view', 'error')` : 'true',
  };
}

/** Counts hours anew, and removes what is left of earlier counts of them. */
export async function countHours(store: Pick<Store, 'command' | 'query'>, counted: HoursToCount) {
  for (const table of TABLES) {
    await store.command(countSql(table, counted));
    const [found] = await store.query<{ n: number }>(
      `SELECT toUInt32(count()) AS n FROM ${table} FINAL
       WHERE application_id = ${textOf(counted.application)} AND ${outdatedSql(table, counted)}`,
    );
    if (found?.n) await store.command(removeOutdatedSql(table, counted));
  }
}

/** On a cluster an hour is counted over all shards, in one place: each shard by itself would leave a part of it. */
function countSql(
  table: CountedTable,
  { application, hours, since, countedAt }: HoursToCount,
): string {
  const { names, sql, keys, types } = countedAs(table);
  return `INSERT INTO ${table} (application_id, hour, client_hour, counted_at, ${names.join(', ')})
    SELECT events.application_id, intDiv(events.date, ${HOUR}) AS hour, ${CLIENT_HOUR} AS client_hour, ${countedAt},
      ${sql}
    FROM events FINAL
    WHERE events.application_id = ${textOf(application)} AND ${CLIENT_HOUR} IN (${hours.join(', ')})
      AND ${PARTITION} IN (${partitionsOf(hours).join(', ')}) AND ${types}
      AND (hour >= ${since[table]} OR (hour, client_hour) GLOBAL NOT IN (SELECT hour, client_hour FROM ${table}
        WHERE application_id = ${textOf(application)} AND client_hour IN (${hours.join(', ')})))
    GROUP BY events.application_id, hour, client_hour, ${keys}
    SETTINGS do_not_merge_across_partitions_select_final = 1, max_threads = 1,
      parallel_distributed_insert_select = 0, max_memory_usage = ${MAX_MEMORY}`;
}

/** Of the hours, what the count did not find again: what was erased, or has another date since a clock is known better. */
function outdatedSql(table: CountedTable, { hours, since, countedAt }: HoursToCount): string {
  return `client_hour IN (${hours.join(', ')}) AND hour >= ${since[table]} AND counted_at < ${countedAt}`;
}

/** The application is not named: the store keeps the text, also once the application is erased. */
function removeOutdatedSql(table: CountedTable, counted: HoursToCount): string {
  const salt = randomBytes(16).toString('hex');
  const hash = hashOf(salt, 'application', counted.application);
  return `ALTER TABLE ${table} DELETE
    WHERE ${hashSql(salt, "'application'", 'application_id')} = '${hash}'
      AND ${outdatedSql(table, counted)}
    SETTINGS mutations_sync = 2`;
}

function textOf(text: string): string {
  return `'${text.replace(/[\\']/g, '\\$&')}'`;
}
