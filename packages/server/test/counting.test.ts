import { afterEach, beforeEach, expect, it, vi } from 'vitest';
import type { RumEvent } from '@firsthand/protocol';
import { countingOf, openCounting } from '../src/store/counting.js';
import { toEventRow } from '../src/store/event-row.js';
import { openStore, type Store } from '../src/store/store.js';
import { temporaryFolder, viewEvent } from './fixtures.js';
import { insertEvents } from './insert-events.js';

const NOW = Date.parse('2026-11-29T12:30:00Z');

let store: Store;
beforeEach(async () => (store = await openStore({ path: temporaryFolder() })));
afterEach(() => store.close());

const insert = (application: string, id: string) =>
  insertEvents(store, [
    toEventRow({
      event: viewEvent(id, 1, {
        date: NOW,
        application: { id: application },
      }) as unknown as RumEvent,
      eventId: id,
      enrichment: {},
      receivedAt: NOW,
    }),
  ]);

/** Counts once. @param onCount told each statement that counts before it runs; @returns hours that were counted, faults, and whether all was counted */
async function count(onCount: (sql: string) => Promise<void> = async () => {}) {
  const faults: unknown[] = [];
  let isDone = false;
  const command = async (sql: string) => {
    if (sql.startsWith('INSERT')) await onCount(sql);
    return store.command(sql);
  };
  const counting = openCounting(
    { ...store, command },
    {
      since: () => ({ hourly_figures: 0, hourly_sessions: 0 }),
      quiet: -1_000,
      onFault: (fault) => faults.push(fault),
      onCounted: () => (isDone = true),
    },
  );
  const counted = await counting.count();
  await counting.stop();
  return { counted, faults, isDone };
}

const views = async () =>
  store.query(
    `SELECT application_id AS application, toUInt32(sum(length(view_keys))) AS views
     FROM hourly_figures FINAL GROUP BY application ORDER BY application`,
  );

it('an hour into which something comes while it is counted is counted again', async () => {
  await insert('a', 'first');
  let came = 0;
  const first = await count(async (sql) => {
    if (!sql.includes('hourly_sessions')) return;
    came += 1;
    await insert('a', 'second');
  });
  expect(first).toMatchObject({ counted: 1, faults: [] });
  expect(came).toBe(1);
  expect(await views()).toEqual([{ application: 'a', views: 1 }]);
  expect(await count()).toMatchObject({ counted: 1, faults: [] });
  expect(await views()).toEqual([{ application: 'a', views: 2 }]);
  expect(await count()).toMatchObject({ counted: 0, faults: [] });
});

it('two servers that count at once leave an hour to be counted, or counted right', async () => {
  await insert('a', 'first');
  await count(async (sql) => {
    if (sql.includes('hourly_figures')) await count();
  });
  await insert('a', 'second');
  for (let round = 0; round < 3; round += 1) await count();
  expect(await views()).toEqual([{ application: 'a', views: 2 }]);
  expect(await count()).toMatchObject({ counted: 0, faults: [] });
});

it('an application that cannot be counted keeps back no other, and is tried again', async () => {
  for (const application of ['bad', 'good', 'worse']) await insert(application, application);
  const failed = await count(async (sql) => {
    if (!sql.includes(`'good'`)) throw new Error('no memory');
  });
  expect(failed).toMatchObject({
    counted: 1,
    faults: [new Error('no memory'), new Error('no memory')],
  });
  expect(await views()).toEqual([{ application: 'good', views: 1 }]);
  expect(await count()).toMatchObject({ counted: 2, faults: [] });
});

it('an hour is counted later than before, whatever clocks say', async () => {
  await insert('a', 'first');
  const ahead = vi.spyOn(Date, 'now').mockReturnValue(Date.now() + 60_000);
  await count();
  ahead.mockRestore();
  await insert('a', 'second');
  expect(await count()).toMatchObject({ counted: 1, faults: [] });
  expect(await views()).toEqual([{ application: 'a', views: 2 }]);
});

it('nothing is counted while the clock is in doubt', async () => {
  await insert('a', 'first');
  const counting = openCounting(store, {
    since: () => ({ hourly_figures: 0, hourly_sessions: 0 }),
    isInDoubt: () => true,
    quiet: -1_000,
    onFault: (fault) => expect(fault).toBeUndefined(),
  });
  expect(await counting.count()).toBe(0);
  await counting.stop();
});

it('what another name moved is not counted twice, and no statement that is kept names its application', async () => {
  await insert('a_secret', 'first');
  await count();
  await insertEvents(store, [
    toEventRow({
      event: viewEvent('first', 2, {
        date: NOW,
        application: { id: 'a_secret' },
        view: { name: '/renamed' },
      }) as unknown as RumEvent,
      eventId: 'first',
      enrichment: {},
      receivedAt: NOW,
    }),
  ]);
  await count();
  expect(
    await store.query('SELECT view_name, toUInt32(length(view_keys)) AS views FROM hourly_figures'),
  ).toEqual([{ view_name: '/renamed', views: 1 }]);
  const kept = await store.query<{ command: string }>('SELECT command FROM system.mutations');
  expect(kept).not.toEqual([]);
  expect(JSON.stringify(kept)).not.toContain('a_secret');
});

it('what is still to be counted is told, and whether counting works', async () => {
  expect(await countingOf(store)).toEqual({ hours: 0, changed_at: null });
  const before = Date.now();
  await insert('a', 'first');
  await insert('b', 'second');
  const { changed_at: changedAt, hours } = await countingOf(store);
  expect(hours).toBe(2);
  expect(changedAt).toBeGreaterThanOrEqual(before);

  const failing = await count(async (sql) => {
    if (sql.includes('hourly_sessions')) throw new Error('no disk');
  });
  expect(failing).toMatchObject({
    counted: 0,
    faults: [new Error('no disk'), new Error('no disk')],
  });
  expect(failing.isDone).toBe(false);
  expect((await countingOf(store)).hours).toBe(2);

  expect(await count()).toMatchObject({ counted: 2, faults: [], isDone: true });
  expect(await countingOf(store)).toEqual({ hours: 0, changed_at: null });
});
