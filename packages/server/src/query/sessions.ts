import type { SessionsAnswer, SessionsQuery, SessionSummary } from '@firsthand/protocol/query';
import type { Store } from '../store/store.js';
import { parametersOf, WHERE } from './filter.js';
import { SUMMARY } from './session-summary.js';
import { withReplay } from './with-replay.js';

/** Which sessions were active, the latest first? Their figures are those within the range. */
export async function sessions(store: Store, query: SessionsQuery): Promise<SessionsAnswer> {
  const { application, limit = 50 } = query;
  const active = await store.query<Omit<SessionSummary, 'has_replay'>>(
    `SELECT ${SUMMARY} FROM events FINAL WHERE ${WHERE}
     GROUP BY session_id ORDER BY last_event_at DESC, id LIMIT {limit:UInt32}`,
    { ...parametersOf(query), limit },
  );
  return { sessions: await withReplay(store, { application, sessions: active }) };
}
