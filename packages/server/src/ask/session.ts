import type { SessionAnswer, SessionSummary, StoredEvent } from '@firsthand/protocol/query';
import { breathe } from '../breathe.js';
import type { Ask } from './ask.js';
import { OF_SESSION, SESSION_SETTINGS } from './of-session.js';
import { sessionsOfEventsSql, SUMMARY } from './session-summary.js';
import { toStoredEvent, type StoredRow } from './stored-event.js';
import { withReplay } from './with-replay.js';

/** Most events in one answer, and most bytes of them: what strangers send may be large. */
const MAX_EVENTS = 2_000;
const MAX_BYTES = 2_000_000;
const settings = SESSION_SETTINGS;

/** What happened in one session, in order? `undefined` if there is none. */
export async function session(
  ask: Ask,
  parameters: { application: string; session: string; after?: string | undefined },
): Promise<SessionAnswer | undefined> {
  const { application, session: id, after } = parameters;
  const [summaries, { rows, next }] = await Promise.all([
    ask<Omit<SessionSummary, 'has_replay'>>({
      sql: `SELECT ${SUMMARY} FROM ${sessionsOfEventsSql(OF_SESSION)} GROUP BY events.session_id`,
      parameters: { application, session: id },
      settings,
    }),
    eventsOf(ask, { application, session: id, ...cursorOf(after) }),
  ]);
  const [summary] = await withReplay(ask, { application, sessions: summaries });
  if (!summary) return undefined;
  const events: StoredEvent[] = [];
  for (const row of rows) {
    events.push(toStoredEvent(row));
    await breathe();
  }
  return { session: summary, events, truncated: !!next, ...(next && { next }) };
}

/** Where an answer begins: after the event of this time and id. */
interface Cursor {
  at: number;
  event: string;
}

type Page = { application: string; session: string } & Cursor & Record<string, unknown>;

/** As many events as one answer holds, but at least one; and where the next one begins, if more follow. */
async function eventsOf(ask: Ask, page: Page): Promise<{ rows: StoredRow[]; next?: string }> {
  // Their sizes first: 2,000 of them may be 2 GB.
  const found = await ask<{ event_id: string; at: number; bytes: number }>({
    sql: `SELECT event_id, toFloat64(events.date) AS at,
       toFloat64(length(event) + length(enrichment)) AS bytes ${OF_SESSION}
       AND (events.date, event_id) > ({at:Int64}, {event:String})
     ORDER BY at, event_id LIMIT ${MAX_EVENTS + 1}`,
    parameters: page,
    settings,
  });
  let bytes = 0;
  const tooMany = found.findIndex((row, index) => {
    bytes += row.bytes;
    return index >= MAX_EVENTS || (index > 0 && bytes > MAX_BYTES);
  });
  const taken = tooMany < 0 ? found : found.slice(0, tooMany);
  const last = taken.at(-1);
  const rows = await ask<StoredRow>({
    sql: `SELECT event_id, toFloat64(events.date) AS at, event, enrichment ${OF_SESSION}
       AND event_id IN {ids:Array(String)} ORDER BY at, event_id`,
    parameters: { ...page, ids: taken.map(({ event_id: id }) => id) },
    settings,
  });
  return { rows, ...(tooMany >= 0 && last && { next: `${last.at}-${last.event_id}` }) };
}

function cursorOf(after: string | undefined): Cursor {
  const [, at = '-1', event = ''] = /^(\d{1,16})-(.*)$/s.exec(after ?? '') ?? [];
  return { at: Number(at), event };
}
