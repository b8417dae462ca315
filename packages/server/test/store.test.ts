import type { RumEvent, SegmentHeader } from '@firsthand/protocol';
import { expect, it } from 'vitest';
import { toEventRow } from '../src/store/event-row.js';
import { migrate, migrations } from '../src/store/migrate.js';
import { replay } from '../src/store/migrations/0003-replay.js';
import { toSegmentRow } from '../src/store/segment-row.js';
import { openStore } from '../src/store/store.js';
import { unusedParts } from '../src/store/unused-parts.js';
import { errorEvent, eventually, temporaryFolder } from './fixtures.js';
import { segment } from './replay-fixtures.js';

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
  const header = JSON.parse(segment([], { start: 5, end: 5 })) as SegmentHeader;
  await store.insert('replay_segments', [
    toSegmentRow({ header, records: '{}', clockSkew: 0, receivedAt: 1 }),
  ]);
  const state = async () => [
    await store.query('SELECT * FROM events'),
    await store.query('SELECT * FROM migrations ORDER BY version'),
    await store.query('SHOW CREATE TABLE events'),
    await store.query('SELECT * FROM replay_segments FINAL'),
    await store.query('SHOW CREATE TABLE replay_segments'),
  ];
  const before = await state();
  expect(before[0]).toMatchObject([{ event_id: 'id', event: JSON.stringify(sent) }]);
  await migrate(store);
  // As after a crash between a migration's statements and its entry.
  await store.command('TRUNCATE TABLE migrations');
  await migrate(store);
  const after = await state();
  expect([after[0], ...after.slice(2)]).toEqual([before[0], ...before.slice(2)]);
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

it('a store of an earlier version keeps its segments, of which the first stand from then on', async () => {
  const path = temporaryFolder();
  const earlier = await openStore({ path });
  await earlier.command('DROP TABLE replay_segments');
  for (const statement of replay.statements) await earlier.command(statement);
  await earlier.command(
    'ALTER TABLE migrations DELETE WHERE version > 4 SETTINGS mutations_sync = 2',
  );
  const rowOf = (id: string, records: string, receivedAt: number) => {
    const header = JSON.parse(segment([], { segment_id: id, start: 5, end: 5 })) as SegmentHeader;
    return toSegmentRow({ header, records, clockSkew: 0, receivedAt });
  };
  await earlier.insert('replay_segments', [
    rowOf('segment-a', 'first', 1),
    rowOf('segment-b', 'b', 1),
  ]);
  await earlier.close();
  const store = await openStore({ path });
  await store.insert('replay_segments', [rowOf('segment-a', 'second', 2)]);
  expect(
    await store.query('SELECT records FROM replay_segments FINAL ORDER BY segment_id'),
  ).toEqual([{ records: 'first' }, { records: 'b' }]);
  await store.close();
});
