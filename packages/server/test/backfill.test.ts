import type { RumEvent } from '@firsthand/protocol';
import type { StoreAnswer } from '@firsthand/protocol/query';
import { afterEach, expect, it, vi } from 'vitest';
import { backfillOf, watchBackfill } from '../src/store/backfill.js';
import { ONE_NODE } from '../src/store/layout.js';
import { toEventRow } from '../src/store/event-row.js';
import { fieldColumns } from '../src/store/migrations/0006-fields.js';
import { openStore } from '../src/store/store.js';
import { eventually, startServer, temporaryFolder, viewEvent } from './fixtures.js';

afterEach(() => void vi.useRealTimers());

const onFault = (fault: unknown) => expect.unreachable(String(fault));
const rowOf = (id: string, date: number) =>
  JSON.stringify(
    toEventRow({
      event: viewEvent(id, 1, { date }) as unknown as RumEvent,
      eventId: id,
      enrichment: {},
      receivedAt: date,
    }),
  );

it('the store tells how far it is with columns of rows that were there', async () => {
  const dataDir = temporaryFolder();
  const store = await openStore({ path: `${dataDir}/store` });
  expect(await backfillOf(store)).toBeNull();
  // Two days, thus two pieces; nothing is written anew until it is let.
  await store.command('SYSTEM STOP MERGES events');
  const now = Date.now();
  for (const date of [now, now - 86_400_000])
    await store.insertJson('events', [rowOf(`view-${date}`, date)]);
  await fieldColumns.fill?.(store);
  const backfill = await backfillOf(store);
  expect(backfill).toEqual({
    parts_to_do: 2,
    fraction: 0,
    started_at: expect.any(Number) as number,
  });
  expect(Math.abs(Number(backfill?.started_at) - now)).toBeLessThan(60_000);

  // What comes meanwhile has its columns.
  await store.insertJson('events', [rowOf('new', now)]);
  expect(await backfillOf(store)).toMatchObject({ parts_to_do: 2, fraction: 1 / 3 });
  await store.command('SYSTEM START MERGES events');
  await eventually(async () => (await backfillOf(store)) === null);
  await store.close();

  const { get } = await startServer({ dataDir });
  const { body } = await get<StoreAnswer>('store');
  expect(body).toEqual({ backfill: null, counting: { hours: 0, changed_at: null } });
});

it('is told to readers alone', async () => {
  const { server } = await startServer({ access: 'token' });
  expect((await server.app.inject('/api/v1/store')).statusCode).toBe(401);
});

it('the log says so as it begins, once a minute where it has come further, and as it ends', async () => {
  vi.useFakeTimers();
  const answers = [0.4, 0.4, 0.599, undefined, undefined];
  const query = vi.fn(() => {
    const fraction = answers.shift();
    return Promise.resolve(fraction === undefined ? [] : [{ fraction }]);
  });
  const tell = vi.fn<(sentence: string) => void>();
  await watchBackfill({ query: query as never, layout: ONE_NODE }, { tell, onFault });
  const filling = 'Filling columns of rows that were there:';
  expect(tell.mock.calls.flat()).toEqual([`${filling} 40 %`]);
  await vi.advanceTimersByTimeAsync(60_000);
  expect(tell).toHaveBeenCalledTimes(1);
  await vi.advanceTimersByTimeAsync(60_000);
  await vi.advanceTimersByTimeAsync(600_000);
  expect(tell.mock.calls.flat()).toEqual([
    `${filling} 40 %`,
    `${filling} 59 %`,
    'The columns of rows that were there are filled.',
  ]);
  expect(query).toHaveBeenCalledTimes(4);
});

it('of a store that has nothing to fill, the log says nothing', async () => {
  vi.useFakeTimers();
  const query = vi.fn(() => Promise.resolve([]));
  const tell = vi.fn();
  await watchBackfill({ query: query as never, layout: ONE_NODE }, { tell, onFault });
  await vi.advanceTimersByTimeAsync(600_000);
  expect(query).toHaveBeenCalledOnce();
  expect(tell).not.toHaveBeenCalled();
});
