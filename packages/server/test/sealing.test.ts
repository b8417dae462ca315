import type { RumEvent } from '@firsthand/protocol';
import { expect, it, vi } from 'vitest';
import { toEventRow } from '../src/store/event-row.js';
import { openSealing } from '../src/store/sealing.js';
import { openStore } from '../src/store/store.js';
import { temporaryFolder, viewEvent } from './fixtures.js';

const DAY = 24 * 60 * 60_000;

it('days into which nothing comes any more become one part each, and hold what they held', async () => {
  const store = await openStore({ path: temporaryFolder() });
  const insert = (id: string, version: number, date: number) =>
    store.insertJson('events', [
      JSON.stringify(
        toEventRow({
          event: viewEvent(id, version, { date }) as unknown as RumEvent,
          eventId: id,
          enrichment: {},
          receivedAt: date,
        }),
      ),
    ]);
  await store.command('SYSTEM STOP MERGES events');
  const now = Date.now();
  for (const [id, version] of [
    ['a', 1],
    ['b', 1],
    ['a', 2],
  ] as const) {
    await insert(id, version, now - DAY);
    await insert(id, version, now - 3 * DAY);
  }
  await store.command('SYSTEM START MERGES events');
  const parts = async () =>
    (
      await store.query<{ parts: number }>(
        `SELECT toUInt32(count()) AS parts FROM system.parts WHERE active AND table = '${store.layout.rowsOf('events')}'
         GROUP BY partition_id`,
      )
    ).map((row) => row.parts);
  const faults: unknown[] = [];
  const onFault = (fault: unknown) => faults.push(fault);

  const busy = openSealing(store, { onFault });
  expect(await busy.seal()).toBe(0);
  busy.stop();

  const quiet = openSealing(store, { onFault, quiet: -1_000 });
  // What came within this second is not quiet yet.
  await vi.waitFor(
    async () => {
      await quiet.seal();
      expect(await parts()).toEqual([1, 1]);
    },
    { timeout: 5_000, interval: 200 },
  );
  expect(await quiet.seal()).toBe(0);
  quiet.stop();
  expect(
    await store.query('SELECT event_id, document_version AS version FROM events ORDER BY ALL'),
  ).toEqual([
    { event_id: 'a', version: 2 },
    { event_id: 'a', version: 2 },
    { event_id: 'b', version: 1 },
    { event_id: 'b', version: 1 },
  ]);
  expect(faults).toEqual([]);
  await store.close();
});
