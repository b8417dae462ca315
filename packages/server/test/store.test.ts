import type { RumEvent } from '@firsthand/protocol';
import { expect, it } from 'vitest';
import { toEventRow } from '../src/store/event-row.js';
import { migrate, migrations } from '../src/store/migrate.js';
import { openStore } from '../src/store/store.js';
import { unusedParts } from '../src/store/unused-parts.js';
import { errorEvent, eventually, temporaryFolder } from './fixtures.js';

it('each migration is applied once, in order, however often the store is opened', async () => {
  const store = await openStore({ path: temporaryFolder() });
  const applied = () =>
    store.query<{ version: number }>('SELECT version FROM migrations ORDER BY applied_at, version');
  const all = migrations.map(({ version }) => ({ version }));
  expect(await applied()).toEqual(all);
  await migrate(store);
  expect(await applied()).toEqual(all);
  await store.close();
});

it('a migration that is run again leaves tables and rows as they are', async () => {
  const store = await openStore({ path: temporaryFolder() });
  const sent = errorEvent('kept') as unknown as RumEvent;
  await store.insert('events', [
    toEventRow({ event: sent, eventId: 'id', enrichment: {}, receivedAt: 1 }),
  ]);
  const state = async () => [
    await store.query('SELECT * FROM events'),
    await store.query('SELECT * FROM migrations ORDER BY version'),
    await store.query('SHOW CREATE TABLE events'),
  ];
  const before = await state();
  expect(before[0]).toMatchObject([{ event_id: 'id', event: JSON.stringify(sent) }]);
  await migrate(store);
  // As after a crash between a migration's statements and its entry.
  await store.command('TRUNCATE TABLE migrations');
  await migrate(store);
  const after = await state();
  expect([after[0], after[2]]).toEqual([before[0], before[2]]);
  expect(after[1]).toMatchObject(migrations.map(({ version }) => ({ version })));
  await store.close();
});

it('files of which merges have made others do not stay', async () => {
  const store = await openStore({ path: temporaryFolder() });
  const insert = (eventId: string) =>
    store.insert('events', [
      toEventRow({
        event: errorEvent('x', { date: Date.now() }) as unknown as RumEvent,
        eventId,
        enrichment: {},
        receivedAt: 1,
      }),
    ]);
  await insert('a');
  await insert('b');
  await store.command('OPTIMIZE TABLE events FINAL');
  expect((await unusedParts(store)).length).toBeGreaterThan(0);
  await eventually(async () => {
    await store.removeUnusedParts();
    return !(await unusedParts(store)).length;
  });
  expect(await store.query('SELECT event_id FROM events ORDER BY event_id')).toEqual([
    { event_id: 'a' },
    { event_id: 'b' },
  ]);
  await store.close();
});
