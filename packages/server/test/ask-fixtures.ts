import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import type { EventType } from '@firsthand/protocol';
import { openQuestions, type Ask } from '../src/ask/ask.js';
import { visits } from '../src/seed/seed.js';
import { toEventRow, type EventRow } from '../src/store/event-row.js';
import { insertEvents } from './insert-events.js';
import { openStore, type Store } from '../src/store/store.js';

export const HOUR = 3_600_000;
/** The same data each time, whatever the hour; on the hour, so that ranges end where rows may be. */
export const NOW = Date.parse('2026-11-29T12:00:00Z');

/** A row as the store gives it back. */
export interface StoredEventRow extends Omit<EventRow, 'type'> {
  type: EventType;
  [column: string]: unknown;
}

export interface AskedStore {
  store: Store;
  ask: Ask;
  /** All rows, of each event the version that stands. */
  rows: StoredEventRow[];
  close(): Promise<void>;
}

/** A store with what is hard to count: duplicates, late snapshots, wrong clocks, and something erased. */
export async function openAskedStore(events = 4_000): Promise<AskedStore> {
  const path = mkdtempSync(join(tmpdir(), 'firsthand-ask-'));
  const store = await openStore({ path });
  const deliveries = [
    ...visits({
      application: 'app',
      days: 3,
      events,
      seed: 11,
      until: NOW,
      hardships: { twice: 0.2, snapshots: 4, late: 0.3, wrongClocks: 0.2, unsteadyClocks: 0.5 },
    }),
  ].flatMap((visit) => visit.deliveries);
  for (const when of ['before', 'with', 'after']) {
    const some = deliveries.filter((delivery) => delivery.when === when);
    for (let start = 0; start < some.length; start += 700)
      await insertEvents(store, some.slice(start, start + 700).map(toEventRow));
  }
  const erased = deliveries.find(({ event }) => event.type === 'error')?.event.session.id;
  await store.command(
    `ALTER TABLE events DELETE WHERE session_id = '${erased}' SETTINGS mutations_sync = 2`,
  );
  const rows = await store.query<StoredEventRow>(
    'SELECT * FROM events FINAL ORDER BY date, event_id',
  );
  const { on } = openQuestions(store, { atOnce: 2, waiting: 100, seconds: 20, bytes: 1e9 });
  return {
    store,
    rows,
    ask: on(new AbortController().signal),
    async close() {
      await store.close();
      rmSync(path, { recursive: true });
    },
  };
}

export type RowTest = (row: StoredEventRow) => boolean;

/** A range that holds all rows. */
export const all = { application: 'app', from: NOW - 100 * HOUR, to: NOW + HOUR };

/** Those of them that are numbers, the least first. */
export function numbers(values: readonly unknown[]): number[] {
  return values.filter((value) => typeof value === 'number').toSorted((a, b) => a - b);
}

/** Inclusive, between the two nearest. */
export function quantile(sorted: readonly number[], at: number): number {
  const place = at * (sorted.length - 1);
  const low = sorted[Math.floor(place)] ?? NaN;
  const high = sorted[Math.ceil(place)] ?? NaN;
  return low + (high - low) * (place - Math.floor(place));
}
