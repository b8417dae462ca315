import type { StoredEvent, Subject } from '@firsthand/protocol/query';
import { toStoredEvent, type StoredRow } from '../query/stored-event.js';
import type { Store } from '../store/store.js';
import { partsOf } from './subject.js';

/** A user's events, and those of their sessions that name no one, as from before they signed in. */
const CONDITIONS = {
  user: `has(user_ids, {id:String}) OR user_id = '' AND session_id IN (
    SELECT session_id FROM events WHERE has(user_ids, {id:String}))`,
  session: 'session_id = {id:String}',
  application: 'application_id = {id:String}',
};

/** All events of a subject, oldest first. */
export async function* exportEvents(store: Store, subject: Subject): AsyncIterable<StoredEvent> {
  const { kind, id } = partsOf(subject);
  const rows = store.stream<StoredRow>(
    `SELECT event_id, toFloat64(events.date) AS at, event, enrichment
     FROM events FINAL WHERE ${CONDITIONS[kind]} ORDER BY at, event_id`,
    { id },
  );
  for await (const row of rows) yield toStoredEvent(row);
}
