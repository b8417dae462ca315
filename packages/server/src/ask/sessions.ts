import {
  type SessionsAnswer,
  type SessionsQuery,
  type SessionSummary,
} from '@firsthand/protocol/query';
import { LIMITS } from '@firsthand/protocol/limits';
import { CLIENT_HOUR, HOUR } from '../store/client-hour.js';
import type { Ask, Compiled } from './ask.js';
import { sessionFilterSql } from './filter-sql.js';
import { filterOf } from './filter.js';
import { countedRowsSql, hoursOf, isCountedBy, MAX_LISTED, readSql, type Hours } from './hours.js';
import { SESSION_SETTINGS } from './of-session.js';
import { openParameters } from './parameters.js';
import { RANGE, rangeOf } from './range.js';
import { sessionsOfEventsSql, SUMMARY } from './session-summary.js';
import { withReplay } from './with-replay.js';

/** The latest are looked for in short times first, in milliseconds: mostly there are enough. */
const WINDOWS = [HOUR, 12 * HOUR, 72 * HOUR];
/** By what the sessions of an hour are counted. */
const SESSIONS_BY = ['env', 'release'];

type Order = NonNullable<SessionsQuery['order']>;

/** By what sessions can be ordered: over events, and over what is counted of them by the hour. */
const ORDER: Record<Order, { events: string; counted?: string }> = {
  last_event_at: { events: 'max(events.ended_at)' },
  started_at: { events: 'min(events.date)' },
  duration: { events: 'max(events.ended_at) - min(events.date)' },
  views: { events: `countIf(events.type = 'view')`, counted: 'sum(events.views)' },
  actions: { events: `countIf(events.type = 'action')`, counted: 'sum(events.actions)' },
  errors: { events: `countIf(events.type = 'error')`, counted: 'sum(events.errors)' },
  frustrations: { events: 'sum(events.view_frustration_count)' },
};

/**
 * Which sessions were active? Their figures are those within the range.
 *
 * @param since the first hour of which all events are there, in hours since the epoch
 */
export async function sessions(ask: Ask, query: SessionsQuery, since = 0): Promise<SessionsAnswer> {
  const hours = await countedHoursOf(ask, query, since);
  const picked = hours ? await ask<Picked>(compilePick(query, { hours })) : await pick(ask, query);
  if (!picked.length) return { sessions: [] };
  const found = await ask<Omit<SessionSummary, 'has_replay'>>(
    compileSummaries(query, picked, hours),
  );
  const byId = new Map(found.map((session) => [session.id, session]));
  return {
    sessions: await withReplay(ask, {
      application: query.application,
      sessions: picked.flatMap(({ id }) => byId.get(id) ?? []),
    }),
  };
}

/** @returns nothing where all events are to be read */
async function countedHoursOf(
  ask: Ask,
  query: SessionsQuery,
  since: number,
): Promise<Hours | undefined> {
  // What retention has removed of events is no session of the list either.
  if (query.from <= (since - 1) * HOUR || !isCountedBy(SESSIONS_BY, filterOf(query)))
    return undefined;
  return hoursOf(ask, { ...query, since });
}

/** A session of the list. */
interface Picked {
  id: string;
  /** Hours that its events are of, by the browser's clock; not told where they are counted. */
  hours?: number[];
}

/** Out of all events. */
async function pick(ask: Ask, query: SessionsQuery): Promise<Picked[]> {
  const { from, to, limit = 50, order = 'last_event_at', ascending } = query;
  if (order === 'last_event_at' && !ascending) {
    for (const window of WINDOWS) {
      const activeSince = to - window;
      // What was active since then has an event in the time that a view lasts before.
      if (activeSince - LIMITS.session.maxDuration <= from) break;
      const found = await ask<Picked>(
        compilePick({ ...query, from: activeSince - LIMITS.session.maxDuration }, { activeSince }),
      );
      if (found.length >= limit) return found;
    }
  }
  return ask<Picked>(compilePick(query, {}));
}

interface Pick {
  hours?: Hours | undefined;
  /** Only sessions that were active since then, in milliseconds since the epoch. */
  activeSince?: number;
}

function compilePick(query: SessionsQuery, { hours, activeSince }: Pick): Compiled {
  const { limit = 50, order = 'last_event_at', ascending } = query;
  const parameters = openParameters(rangeOf(query));
  const filter = sessionFilterSql(filterOf(query), parameters);
  const { events, counted = events } = ORDER[order];
  const isActive = activeSince === undefined ? '' : `AND max(events.ended_at) >= ${activeSince}`;
  const rows = hours
    ? `any(events.session_id) AS id FROM ${countedRowsSql('hourly_sessions', hours, parameters)}
       GROUP BY cityHash64(events.session_id)`
    : `any(events.session_id) AS id, groupUniqArray(${MAX_LISTED})(toFloat64(${CLIENT_HOUR})) AS hours
       FROM events FINAL WHERE ${RANGE} GROUP BY events.session_key`;
  const sql = `SELECT ${rows} HAVING ${filter} ${isActive}
    ORDER BY ${hours ? counted : events} ${ascending ? 'ASC' : 'DESC'}, id LIMIT ${limit}`;
  return { sql, parameters: parameters.values };
}

function compileSummaries(
  { application, from, to }: SessionsQuery,
  picked: readonly Picked[],
  counted: Hours | undefined,
): Compiled {
  const parameters = openParameters(rangeOf({ application, from, to }));
  const ids = parameters.bind(
    picked.map(({ id }) => id),
    'Array(String)',
  );
  const hours = [...new Set(picked.flatMap((session) => session.hours ?? []))];
  const rows = counted
    ? `${countedRowsSql('hourly_sessions', counted, parameters)} WHERE events.session_id IN ${ids}`
    : sessionsOfEventsSql(`FROM events FINAL WHERE ${RANGE} AND events.session_id IN ${ids}
        ${hours.length < MAX_LISTED ? `AND ${readSql(hours, parameters)}` : ''}`);
  return {
    sql: `SELECT ${SUMMARY} FROM ${rows} GROUP BY events.session_id`,
    parameters: parameters.values,
    settings: SESSION_SETTINGS,
  };
}
