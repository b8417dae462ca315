import { setTimeout as wait } from 'node:timers/promises';
import type { ErasureAnswer } from '@firsthand/protocol/query';
import { CLIENT_HOUR } from '../store/client-hour.js';
import type { Store } from '../store/store.js';
import { touchHours, type ClientHour } from '../store/touched-hours.js';
import { unusedParts, type Part } from '../store/unused-parts.js';
import { hashSql } from './subject.js';

/** Tables with rows of a subject, and the columns that say whose they are. */
const EVENTS: Owned = {
  table: 'events',
  application: 'application_id',
  session: 'session_id',
  users: 'user_ids',
  counts: 'toUInt32(uniqExact(event_id)) AS events, toUInt32(uniqExact(session_id)) AS sessions',
};
const TABLES: Owned[] = [
  EVENTS,
  {
    // Whose a replay is, the events of its session tell.
    table: 'replay_segments',
    application: 'application_id',
    session: 'session_id',
    counts: 'toUInt32(uniqExact(segment_id)) AS replay_segments',
  },
  { table: 'wrong_clocks', application: 'application_id' },
  { table: 'hourly_figures', application: 'application_id' },
  { table: 'hourly_sessions', application: 'application_id', session: 'session_id' },
];
/** Which hours are to be counted anew: known until the rows of all other tables are gone. */
const TOUCHED: Owned = { table: 'touched_hours', application: 'application_id' };
/** Sessions in one statement, whose length is bounded. */
const MAX_HASHES = 1_000;
/** How long files that are no longer used may stay before the answer says so, in milliseconds. */
const FILES_TIMEOUT = 10_000;
const INTERVAL = 250;

interface Owned {
  table: string;
  application: string;
  session?: string;
  users?: string;
  /** What is counted of the rows, as the answer names it. */
  counts?: string;
}

/** Deletes the rows whose application, session or user has one of these hashes, and waits until it is done. */
export async function eraseRows(
  store: Store,
  { salt, hashes }: { salt: string; hashes: readonly string[] },
): Promise<ErasureAnswer['erased']> {
  const erased = { events: 0, sessions: 0, replay_segments: 0 };
  for (let start = 0; start < hashes.length; start += MAX_HASHES) {
    const some = hashes.slice(start, start + MAX_HASHES);
    const list = `(${some.map((hash) => `'${hash}'`).join(', ')})`;
    const hours = await hoursOf(store, conditionOf(EVENTS, salt, list));
    // Now, lest nobody ever does; and once they are gone, since they may have been counted meanwhile.
    await touchHours(store, hours);
    for (const owned of TABLES) {
      const condition = conditionOf(owned, salt, list);
      if (owned.counts) {
        const found = await store.query<Partial<typeof erased>>(
          `SELECT ${owned.counts} FROM ${owned.table} WHERE ${condition}`,
        );
        for (const key of Object.keys(erased) as (keyof typeof erased)[]) {
          erased[key] += found[0]?.[key] ?? 0;
        }
      }
      await deleteRows(store, owned, condition);
    }
    await touchHours(store, hours);
    await deleteRows(store, TOUCHED, conditionOf(TOUCHED, salt, list));
    const subject = hashSql(salt, 'subject_kind', 'subject');
    await store.command(
      `ALTER TABLE audit UPDATE subject = concat('sha256:${salt}:', ${subject})
       WHERE ${subject} IN ${list} SETTINGS mutations_sync = 2`,
    );
  }
  return erased;
}

function hoursOf({ query }: Store, condition: string): Promise<ClientHour[]> {
  return query(
    `SELECT DISTINCT application_id, toFloat64(${CLIENT_HOUR}) AS client_hour FROM events WHERE ${condition}`,
  );
}

async function deleteRows({ command }: Store, { table }: Owned, condition: string): Promise<void> {
  await command(`ALTER TABLE ${table} DELETE WHERE ${condition} SETTINGS mutations_sync = 2`);
}

/** Whether the files of what was deleted are gone; on a server they are after `old_parts_lifetime`, by default 8 min. */
export async function areFilesRemoved(store: Store): Promise<boolean> {
  const nameOf = ({ node, table, name }: Part) => `${node} ${table} ${name}`;
  let left = new Set((await unusedParts(store)).map(nameOf));
  for (let waited = 0; left.size && waited < FILES_TIMEOUT; waited += INTERVAL) {
    await wait(INTERVAL);
    await store.removeUnusedParts();
    const present = (await unusedParts(store)).map(nameOf);
    left = new Set(present.filter((name) => left.has(name)));
  }
  return !left.size;
}

function conditionOf({ application, session, users }: Owned, salt: string, list: string): string {
  const conditions = [
    `${hashSql(salt, "'application'", application)} IN ${list}`,
    session && `${hashSql(salt, "'session'", session)} IN ${list}`,
    users && `arrayExists(user -> ${hashSql(salt, "'user'", 'user')} IN ${list}, ${users})`,
  ];
  return conditions.filter(Boolean).join(' OR ');
}
