import {
  type SessionsAnswer,
  type SessionsQuery,
  type SessionSummary,
} from '@firsthand/protocol/query';
import { LIMITS } from '@firsthand/protocol/limits';
import type { Ask, Compiled } from './ask.js';
import { sessionFilterSql } from './filter-sql.js';
import { filterOf } from './filter.js';
import { SESSION_SETTINGS } from './of-session.js';
import { openParameters } from './parameters.js';
import { RANGE, rangeOf } from './range.js';
import { SUMMARY } from './session-summary.js';
import { withReplay } from './with-replay.js';

const HOUR = 3_600_000;
/** The latest are looked for in short times first, in milliseconds: mostly there are enough. */
const WINDOWS = [HOUR, 12 * HOUR, 72 * HOUR];

/** By what sessions can be ordered. */
const ORDER: Record<NonNullable<SessionsQuery['order']>, string> = {
  last_event_at: 'max(events.ended_at)',
  started_at: 'min(events.date)',
  duration: 'max(events.ended_at) - min(events.date)',
  views: `countIf(events.type = 'view')`,
  actions: `countIf(events.type = 'action')`,
  errors: `countIf(events.type = 'error')`,
  frustrations: `sum(events.view_frustration_count)`,
};

/** Which sessions were active? Their figures are those within the range. */
export async function sessions(ask: Ask, query: SessionsQuery): Promise<SessionsAnswer> {
  const ids = await idsOf(ask, query);
  if (!ids.length) return { sessions: [] };
  const { application, from, to } = query;
  const found = await ask<Omit<SessionSummary, 'has_replay'>>({
    sql: `SELECT ${SUMMARY} FROM events FINAL
      WHERE ${RANGE} AND events.session_id IN {ids:Array(String)} GROUP BY session_id`,
    parameters: { ...rangeOf({ application, from, to }), ids },
    settings: SESSION_SETTINGS,
  });
  const byId = new Map(found.map((session) => [session.id, session]));
  return {
    sessions: await withReplay(ask, {
      application,
      sessions: ids.flatMap((id) => byId.get(id) ?? []),
    }),
  };
}

async function idsOf(ask: Ask, query: SessionsQuery): Promise<string[]> {
  const { from, to, limit = 50, order = 'last_event_at', ascending } = query;
  if (order === 'last_event_at' && !ascending) {
    for (const window of WINDOWS) {
      const since = to - window;
      // What was active since then has an event in the time that a view lasts before.
      if (since - LIMITS.session.maxDuration <= from) break;
      const found = await ask<{ id: string }>(
        compileIds({ ...query, from: since - LIMITS.session.maxDuration }, since),
      );
      if (found.length >= limit) return found.map(({ id }) => id);
    }
  }
  return (await ask<{ id: string }>(compileIds(query))).map(({ id }) => id);
}

/** @param since only sessions that were active since then */
function compileIds(query: SessionsQuery, since?: number): Compiled {
  const { limit = 50, order = 'last_event_at', ascending } = query;
  const parameters = openParameters(rangeOf(query));
  const filter = sessionFilterSql(filterOf(query), parameters);
  const isActive = since === undefined ? '' : `AND max(events.ended_at) >= ${since}`;
  const sql = `SELECT any(events.session_id) AS id FROM events FINAL
    WHERE ${RANGE} GROUP BY events.session_key HAVING ${filter} ${isActive}
    ORDER BY ${ORDER[order]} ${ascending ? 'ASC' : 'DESC'}, id LIMIT ${limit}`;
  return { sql, parameters: parameters.values };
}
