import type { RumEvent, SegmentHeader } from '@firsthand/protocol';
import { expect, it } from 'vitest';
import { completeConfig, type ConfigInput } from '../src/config.js';
import { toEventRow } from '../src/store/event-row.js';
import { applyRetention } from '../src/store/retention.js';
import { toSegmentRow } from '../src/store/segment-row.js';
import type { Store } from '../src/store/store.js';
import { errorEvent, event, temporaryFolder, viewEvent } from './fixtures.js';
import { withStore } from './privacy-fixtures.js';
import { segment } from './replay-fixtures.js';

const DAY = 24 * 60 * 60_000;
const apply = (store: Store, retention: ConfigInput['retention'] = {}) =>
  applyRetention(store, completeConfig({ retention }).retention);

/** A view, an error and one of a page's own types, of each of some ages in days. */
async function fill(store: Store, ages: number[]) {
  const rows = ages.flatMap((age) => {
    const date = Date.now() - age * DAY;
    return [
      viewEvent(`v${age}`, 1, { date }),
      errorEvent('x', { date }),
      event('own', { date }),
    ].map((sent) =>
      toEventRow({
        event: sent as unknown as RumEvent,
        eventId: `${String(sent['type'])} ${age}`,
        enrichment: {},
        receivedAt: date,
      }),
    );
  });
  await store.insertEvents(rows);
}

async function left(store: Store) {
  await store.command('OPTIMIZE TABLE events FINAL');
  const rows = await store.query<{ kept: string }>(
    `SELECT concat(type, ' ', toString(abs(round((toUnixTimestamp(now()) * 1000 - date) / ${DAY})))) AS kept
     FROM events ORDER BY kept`,
  );
  return rows.map(({ kept }) => kept);
}

it('events go after 30 days, those of a kind after as many as are set', () =>
  withStore(temporaryFolder(), async (store) => {
    await apply(store, { errors: 7, views: 90, custom: 1 });
    await fill(store, [0, 6, 8, 29, 31, 89, 91]);
    expect(await left(store)).toEqual([
      'error 0',
      'error 6',
      'own 0',
      'view 0',
      'view 29',
      'view 31',
      'view 6',
      'view 8',
      'view 89',
    ]);
  }));

it('without a configuration all of them go after 30 days', () =>
  withStore(temporaryFolder(), async (store) => {
    await apply(store);
    await fill(store, [29, 31]);
    expect(await left(store)).toEqual(['error 29', 'own 29', 'view 29']);
  }));

it('a shorter retention removes what is stored already', () =>
  withStore(temporaryFolder(), async (store) => {
    await apply(store);
    await fill(store, [3, 10]);
    expect(await left(store)).toHaveLength(6);
    await apply(store, { errors: 7 });
    expect(await left(store)).toEqual(['error 3', 'own 10', 'own 3', 'view 10', 'view 3']);
  }));

it('a retention that is the same again alters nothing', () =>
  withStore(temporaryFolder(), async (store) => {
    await apply(store, { errors: 7 });
    const commands: string[] = [];
    const watched = { ...store, command: async (sql: string) => void commands.push(sql) };
    await apply(watched, { errors: 7 });
    expect(commands).toEqual([]);
    await apply(watched, { errors: 8 });
    expect(commands).toHaveLength(2);
  }));

it('replays go by a retention of their own, at most with the views that tell whose they are', () =>
  withStore(temporaryFolder(), async (store) => {
    const hours = [1, 2 * 24 + 19, 2 * 24 + 21, 6 * 24 + 19, 6 * 24 + 21];
    const rows = hours.map((hour) => {
      const start = Date.now() - hour * 60 * 60_000;
      const header = JSON.parse(segment([], { start, end: start })) as SegmentHeader;
      return toSegmentRow({ header, records: '{}', clockSkew: 0, receivedAt: start });
    });
    const leftAfter = async (retention: ConfigInput['retention']) => {
      await store.command('TRUNCATE TABLE replay_segments');
      await apply(store, retention);
      await store.insert('replay_segments', rows);
      await store.command('OPTIMIZE TABLE replay_segments FINAL');
      const [{ n } = { n: 0 }] = await store.query<{ n: number }>(
        'SELECT toUInt32(count()) AS n FROM replay_segments',
      );
      return n;
    };
    expect(await leftAfter({})).toBe(5);
    expect(await leftAfter({ replays: 7 })).toBe(4);
    expect(await leftAfter({ replays: 3 })).toBe(2);
    expect(await leftAfter({ replays: 30, views: 3 })).toBe(2);
  }));
