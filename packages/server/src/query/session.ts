import type { SessionAnswer, SessionSummary } from '@firsthand/protocol/query';
import type { Store } from '../store/store.js';
import { SUMMARY } from './session-summary.js';
import { toStoredEvent, type StoredRow } from './stored-event.js';
import { withReplay } from './with-replay.js';

/** Most events in one answer. */
const MAX_EVENTS = 2_000;
const OF_SESSION = `FROM events FINAL
  WHERE application_id = {application:String} AND session_id = {session:String}`;

/** What happened in one session, in order? `undefined` if there is none. */
export async function session(
  store: Store,
  parameters: { application: string; session: string },
): Promise<SessionAnswer | undefined> {
  const [summaries, rows] = await Promise.all([
    store.query<Omit<SessionSummary, 'has_replay'>>(
      `SELECT ${SUMMARY} ${OF_SESSION} GROUP BY session_id`,
      parameters,
    ),
    store.query<StoredRow>(
      `SELECT event_id, toFloat64(events.date) AS at, event, enrichment ${OF_SESSION}
       ORDER BY at, event_id LIMIT ${MAX_EVENTS + 1}`,
      parameters,
    ),
  ]);
  const { application } = parameters;
  const [summary] = await withReplay(store, { application, sessions: summaries });
  if (!summary) return undefined;
  return {
    session: summary,
    events: rows.slice(0, MAX_EVENTS).map(toStoredEvent),
    truncated: rows.length > MAX_EVENTS,
  };
}
