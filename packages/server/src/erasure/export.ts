import type { StoredEvent, Subject } from '@firsthand/protocol/query';
import { toStoredEvent, type StoredRow } from '../ask/stored-event.js';
import type { Store } from '../store/store.js';
import { partsOf } from './subject.js';

/** A user's events, and those of their sessions that name no one, as from before they signed in. */
const EVENTS = {
  user: `has(user_ids, {id:String}) OR user_id = '' AND session_id IN (
    SELECT session_id FROM events WHERE has(user_ids, {id:String}))`,
  session: 'session_id = {id:String}',
  application: 'application_id = {id:String}',
};
/** Of a user, the replays of those sessions in which no one else was seen. */
const SEGMENTS = {
  ...EVENTS,
  user: `(application_id, session_id) IN (
    SELECT application_id, session_id FROM events GROUP BY application_id, session_id
    HAVING countIf(has(user_ids, {id:String})) > 0
      AND countIf(user_id != '' AND NOT has(user_ids, {id:String})) = 0)`,
};

/** All that is stored of a subject: events, then replays; each oldest first. */
export async function* exportSubjectData(store: Store, subject: Subject): AsyncIterable<unknown> {
  yield* events(store, subject);
  yield* segments(store, subject);
}

async function* events(store: Store, subject: Subject): AsyncIterable<StoredEvent> {
  const { kind, id } = partsOf(subject);
  const rows = store.stream<StoredRow>(
    `SELECT event_id, toFloat64(events.date) AS at, event, enrichment
     FROM events FINAL WHERE ${EVENTS[kind]} ORDER BY at, event_id`,
    { id },
  );
  for await (const row of rows) yield toStoredEvent(row);
}

async function* segments(store: Store, subject: Subject): AsyncIterable<object> {
  const { kind, id } = partsOf(subject);
  const keys = await store.query<{ application: string; session: string; segment: string }>(
    `SELECT application_id AS application, session_id AS session, segment_id AS segment
     FROM replay_segments FINAL WHERE ${SEGMENTS[kind]} ORDER BY start, segment`,
    { id },
  );
  for (const key of keys) {
    const rows = await store.query<{ header: string; records: string }>(
      `SELECT header, records FROM replay_segments FINAL
       WHERE application_id = {application:String} AND session_id = {session:String}
         AND segment_id = {segment:String}`,
      key,
    );
    for (const { header, records } of rows) {
      const parsed = records.split('\n').map((line) => JSON.parse(line) as unknown);
      yield { type: 'replay_segment', ...(JSON.parse(header) as object), records: parsed };
    }
  }
}
