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

it('what was counted of events that retention has removed stands, whatever strangers send', async () => {
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
    since: () => ({ hourly_figures: since, hourly_sessions: since }),
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
  // A stranger touches all hours of that time.
  for (let hour = -3; hour < 3; hour += 1)
    await insertEvents(store, [
      toEventRow({
        event: viewEvent(`stranger-${hour}`, 1, { date: old + hour * HOUR }) as unknown as RumEvent,
        eventId: `stranger-${hour}`,
        enrichment: { clock_skew: 99 * HOUR - hour * HOUR },
        receivedAt: NOW,
      }),
    ]);
  expect(await viewsOf(old - 2 * HOUR, old + 2 * HOUR)).toBe(1);
  await countAll();
  const range = [NOW - 49.5 * HOUR, NOW] as const;
  const before = await viewsOf(...range);
  // All of one hour, by more wrong clocks than a statement may list.
  await insertEvents(
    store,
    Array.from({ length: 1_100 }, (_, hour) =>
      toEventRow({
        event: viewEvent(`of-clock-${hour}`, 1, {
          date: NOW - (1_000 + hour) * HOUR,
        }) as unknown as RumEvent,
        eventId: `of-clock-${hour}`,
        enrichment: { clock_skew: (1_000 - 49.25 + hour) * HOUR },
        receivedAt: NOW,
      }),
    ),
  );
  expect(await viewsOf(...range)).toBe(before + 1_100);
  expect(await countAll()).toBe(1_100);
  expect(await viewsOf(...range)).toBe(before + 1_100);
  await stop();
  await store.close();
});
