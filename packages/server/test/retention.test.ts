import { execFileSync } from 'node:child_process';
import { existsSync } from 'node:fs';
import type { RumEvent, SegmentHeader } from '@firsthand/protocol';
import { beforeEach, expect, it, vi } from 'vitest';
import { completeConfig, type ConfigInput } from '../src/config.js';
import { toEventRow } from '../src/store/event-row.js';
import { comesTrue } from '@firsthand/testing';
import { steadyClock } from '../src/store/steady-clock.js';
import { openRetention } from '../src/store/retention.js';
import { toSegmentRow } from '../src/store/segment-row.js';
import type { Store } from '../src/store/store.js';
import { batch, errorEvent, event, temporaryFolder, viewEvent } from './fixtures.js';
import { withStore } from './privacy-fixtures.js';
import { segment } from './replay-fixtures.js';
import { startProcess } from './start-process.js';

const DAY = 24 * 60 * 60_000;
const health = { fail: vi.fn(), warn: vi.fn(), recover: vi.fn() };
/** Removes what is too old once, by a clock. */
const apply = async (
  store: Store,
  retention: ConfigInput['retention'] = {},
  time: { ahead?: number } = {},
) => {
  const { ahead = 0 } = time;
  const { stop } = await openRetention(store, {
    days: completeConfig({ retention }).retention,
    health,
    time: { now: () => Date.now() + ahead, elapsed: () => performance.now() },
  });
  stop();
};

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
        receivedAt: Date.now(),
      }),
    );
  });
  await store.insert('events', rows);
}

async function left(store: Store) {
  await mutated(store);
  const rows = await store.query<{ kept: string }>(
    `SELECT concat(type, ' ', toString(abs(round((toUnixTimestamp(now()) * 1000 - date) / ${DAY})))) AS kept
     FROM events ORDER BY kept`,
  );
  return rows.map(({ kept }) => kept);
}

/** Waits until all deletions that were asked for are done. */
async function mutated({ query }: Store) {
  await comesTrue(async () => {
    expect(await query('SELECT 1 FROM system.mutations WHERE NOT is_done')).toEqual([]);
  });
}

beforeEach(() => void vi.clearAllMocks());

it('events go after 30 days, those of a kind after as many as are set', () =>
  withStore(temporaryFolder(), async (store) => {
    await fill(store, [0, 6, 8, 29, 31, 89, 91]);
    await apply(store, { errors: 7, views: 90, custom: 1 });
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
    await fill(store, [29, 31]);
    await apply(store);
    expect(await left(store)).toEqual(['error 29', 'own 29', 'view 29']);
  }));

it('a shorter retention removes what is stored already', () =>
  withStore(temporaryFolder(), async (store) => {
    await fill(store, [3, 10]);
    await apply(store);
    expect(await left(store)).toHaveLength(6);
    await apply(store, { errors: 7 });
    expect(await left(store)).toEqual(['error 3', 'own 10', 'own 3', 'view 10', 'view 3']);
  }));

it('nothing is removed, or asked for, where nothing is too old', () =>
  withStore(temporaryFolder(), async (store) => {
    await fill(store, [1]);
    const commands: string[] = [];
    await apply({ ...store, command: async (sql: string) => void commands.push(sql) });
    expect(commands).toEqual([]);
  }));

it('the TTL that earlier versions gave the table goes', () =>
  withStore(temporaryFolder(), async (store) => {
    await store.command(
      "ALTER TABLE events MODIFY TTL toDateTime(intDiv(date, 1000), 'UTC') + toIntervalDay(30)",
    );
    await apply(store);
    const [table] = await store.query<{ ddl: string }>(
      "SELECT create_table_query AS ddl FROM system.tables WHERE name = 'events'",
    );
    expect(table?.ddl).not.toMatch(/TTL/);
  }));

it('nothing is removed by a clock that is far from the newest data, and that is said', () =>
  withStore(temporaryFolder(), async (store) => {
    await fill(store, [0, 29]);
    await apply(store, {}, { ahead: 40 * DAY });
    expect(await left(store)).toHaveLength(6);
    expect(health.warn).toHaveBeenCalledWith(
      'Retention',
      'The clock is 40 days from the newest data: nothing is removed before it has run for a day.',
    );
    await apply(store, {}, { ahead: 2 * DAY });
    expect(await left(store)).toEqual(['error 0', 'own 0', 'view 0']);
  }));

it('a clock that is set while the server runs is not believed for a day', () => {
  let [now, elapsed] = [1e12, 0];
  const pass = (time: number, set = 0) => {
    elapsed += time;
    now += time + set;
  };
  const { doubt } = steadyClock(1e12, { now: () => now, elapsed: () => elapsed });
  pass(10 * DAY);
  expect(doubt()).toBeUndefined();
  pass(DAY / 24, 40 * DAY);
  expect(doubt()).toContain('was set by 40 days');
  pass(DAY / 2);
  expect(doubt()).toContain('was set by 40 days');
  pass(DAY / 2 + 1);
  expect(doubt()).toBeUndefined();
  pass(DAY, -2 * DAY);
  expect(doubt()).toContain('was set by 2 days');
});

it('replays go by a retention of their own, at most with the views that tell whose they are', () =>
  withStore(temporaryFolder(), async (store) => {
    const hours = [1, 2 * 24 + 19, 2 * 24 + 21, 6 * 24 + 19, 6 * 24 + 21];
    const rows = hours.map((hour) => {
      const start = Date.now() - hour * 60 * 60_000;
      const header = JSON.parse(segment([], { start, end: start })) as SegmentHeader;
      return toSegmentRow({ header, records: '{}', clockSkew: 0, receivedAt: Date.now() });
    });
    const leftAfter = async (retention: ConfigInput['retention']) => {
      await store.command('TRUNCATE TABLE replay_segments');
      await store.insert('replay_segments', rows);
      await apply(store, retention);
      await mutated(store);
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

it('what is counted of sessions goes with the first of their events, figures that name no one stay', () =>
  withStore(temporaryFolder(), async (store) => {
    const hourOf = (days: number) => Math.floor(Date.now() / 3_600_000) - days * 24;
    const days = [1, 29, 31, 80, 390, 400];
    for (const table of ['hourly_sessions', 'hourly_figures'])
      await store.insert(
        table,
        days.map((day) => ({ application_id: 'app', hour: hourOf(day), client_hour: hourOf(day) })),
      );
    await apply(store, { errors: 90 });
    await mutated(store);
    const left = (table: string) =>
      store.query(
        `SELECT toUInt32((${hourOf(0)} - hour) / 24) AS days FROM ${table} ORDER BY days`,
      );
    expect(await left('hourly_sessions')).toEqual([{ days: 1 }, { days: 29 }]);
    expect(await left('hourly_figures')).toEqual(days.slice(0, -1).map((day) => ({ days: day })));
  }));

it.skipIf(!existsSync('/usr/bin/faketime'))(
  'a process whose clock is 40 days ahead removes nothing, and says why',
  async () => {
    const data = temporaryFolder();
    const first = await startProcess(data);
    await fetch(`${first.url}/rum/v1/events`, {
      method: 'POST',
      body: batch([errorEvent('kept')]),
    });
    expect(await first.end('SIGTERM')).toBe(0);

    const names = /^(?:FAKETIME|LD_PRELOAD)=(.*)$/gm;
    const printed = execFileSync('faketime', ['-f', '+40d', 'printenv'], { encoding: 'utf8' });
    const env = Object.fromEntries(
      Array.from(printed.matchAll(names), ([line, value = '']) => [
        line.split('=')[0] ?? '',
        value,
      ]),
    );
    const ahead = await startProcess(data, ['--port', '0'], undefined, { env });
    await comesTrue(async () => {
      const { warnings } = (await (await fetch(`${ahead.url}/healthz`)).json()) as {
        warnings: object;
      };
      expect(warnings).toEqual({ Retention: expect.stringMatching(/clock/) });
    });
    const found = await fetch(`${ahead.url}/api/v1/sessions/s?application=app`);
    expect([found.status, await found.text()]).toEqual([200, expect.stringContaining('kept')]);
  },
);
