import type { StoredEvent } from '@firsthand/protocol/query';
import type { Ask } from './ask.js';
import { OF_SESSION, SESSION_SETTINGS } from './of-session.js';
import { toStoredEvent, type StoredRow } from './stored-event.js';

/** The whole of one event; `undefined` if there is none. */
export async function one(
  ask: Ask,
  parameters: { application: string; session: string; event: string },
): Promise<StoredEvent | undefined> {
  const [row] = await ask<StoredRow>({
    sql: `SELECT event_id, toFloat64(events.date) AS at, event, enrichment ${OF_SESSION}
      AND event_id = {event:String} LIMIT 1`,
    parameters,
    settings: SESSION_SETTINGS,
  });
  return row && toStoredEvent(row);
}
