import { expect, it } from 'vitest';
import type { RumEvent } from '@firsthand/protocol';
import type { Ask } from '../src/ask/ask.js';
import { overview } from '../src/ask/overview.js';
import { openCounting } from '../src/store/counting.js';
import { toEventRow } from '../src/store/event-row.js';
import { openStore } from '../src/store/store.js';
import { HOUR, NOW } from './ask-fixtures.js';
import { temporaryFolder, viewEvent } from './fixtures.js';
import { insertEvents } from './insert-events.js';

it('what was counted of events that retention has removed stands, whatever comes into their hour', async () => {
  const path = temporaryFolder();
  const store = await openStore({ path });
  const ask: Ask = ({ sql, parameters, settings }) => store.query(sql, parameters, { settings });
  const old = NOW - 100 * HOUR;
  const insert = (id: string, skew: number) =>
    insertEvents(store, [
      toEventRow({
        event: viewEvent(id, 1, { date: old }) as unknown as RumEvent,
        eventId: id,
        enrichment: { clock_skew: skew },
        receivedAt: NOW,
      }),
    ]);
  const since = NOW / HOUR - 50;
  const { count: countAll, stop } = openCounting(store, {
    since: () => since,
    quiet: -1_000,
    onFault: (fault) => expect(fault).toBeUndefined(),
  });
  const viewsOf = async (from: number, to: number) => {
    const { totals } = await overview(ask, { application: 'app', from, to }, since);
    return totals.views;
  };
  await insert('counted-though-old', 0);
  await countAll();
  await store.command(
    `ALTER TABLE events DELETE WHERE date < ${NOW - 50 * HOUR} SETTINGS mutations_sync = 2`,
  );
  expect(await viewsOf(old - 2 * HOUR, old + 2 * HOUR)).toBe(1);
  // Of a clock that is as far behind.
  await insert('of-a-wrong-clock', 90 * HOUR);
  for (const counted of [0, 1]) {
    if (counted) expect(await countAll()).toBe(1);
    expect(await viewsOf(old - 2 * HOUR, old + 2 * HOUR)).toBe(1);
    expect(await viewsOf(NOW - 12 * HOUR, NOW - 8 * HOUR)).toBe(1);
    expect(await viewsOf(old + 1, NOW)).toBe(2);
  }
  await stop();
  await store.close();
});
