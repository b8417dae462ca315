import { expect, it } from 'vitest';
import {
  batch,
  errorEvent,
  event,
  startServer,
  temporaryFolder,
  viewEvent,
  type Json,
} from './fixtures.js';

const isStored = (message: string) => (events: Json[]) =>
  events.some(({ error }) => (error as Json | undefined)?.['message'] === message);

it('a batch that is delivered twice is stored once', async () => {
  const { post, stored, get } = await startServer();
  const twice = batch([errorEvent('a'), errorEvent('b')]);
  for (let round = 0; round < 3; round += 1) expect((await post(twice)).statusCode).toBe(202);
  await post(batch([errorEvent('last')]));
  const events = await stored((found) =>
    found.some(({ error }) => (error as Json)['message'] === 'last'),
  );
  expect(events.map(({ error }) => (error as Json)['message']).toSorted()).toEqual([
    'a',
    'b',
    'last',
  ]);
  const { body } = await get<{ session: Json }>('sessions/s?application=app');
  expect(body.session['errors']).toBe(3);
});

it('a batch that comes again when it is stored already, or after a restart, is stored once', async () => {
  const dataDir = temporaryFolder();
  const again = batch([errorEvent('a'), event('custom', { custom: 1 }), viewEvent('v', 1)]);
  const first = await startServer({ dataDir });
  for (const marker of ['first', 'second']) {
    await first.post(again);
    await first.post(batch([errorEvent(marker)]));
    expect(await first.stored(isStored(marker))).toHaveLength(marker === 'first' ? 4 : 5);
  }
  await first.close();
  const second = await startServer({ dataDir });
  await second.post(again);
  await second.post(batch([errorEvent('third')]));
  const events = await second.stored(isStored('third'));
  expect(events.map(({ type }) => type).toSorted()).toEqual([
    'custom',
    'error',
    'error',
    'error',
    'error',
    'view',
  ]);
});

it('batches with the same events and other ids are each stored', async () => {
  const { post, stored } = await startServer();
  const twin = errorEvent('twin');
  await post(batch([twin, twin]));
  await post(batch([twin]));
  await post(batch([errorEvent('last')]));
  expect(await stored(isStored('last'))).toHaveLength(4);
});

it.each([
  ['in order', [1, 2, 3]],
  ['out of order', [3, 1, 2]],
])('of the snapshots of a view the latest stands, also when they come %s', async (_, versions) => {
  const { post, stored } = await startServer();
  const date = Date.now();
  for (const version of versions) {
    await post(batch([viewEvent('v', version, { date, view: { time_spent: version * 1e9 } })]));
  }
  await post(batch([errorEvent('last')]));
  const events = await stored((found) => found.some(({ type }) => type === 'error'));
  const views = events.filter(({ type }) => type === 'view');
  expect(views).toMatchObject([{ _dd: { document_version: 3 }, view: { time_spent: 3e9 } }]);
});

it('an earlier snapshot of a view that comes when the later is stored changes nothing', async () => {
  const { post, stored, get } = await startServer();
  const date = Date.now();
  const snapshot = (version: number) =>
    viewEvent('v', version, { date, view: { time_spent: version * 1e9 } });
  await post(batch([snapshot(2)]));
  await stored((events) => events.length === 1);
  await post(batch([snapshot(1)]));
  await post(batch([errorEvent('last', { date })]));
  const events = await stored(isStored('last'));
  expect(events.filter(({ type }) => type === 'view')).toMatchObject([
    { _dd: { document_version: 2 }, view: { time_spent: 2e9 } },
  ]);
  const { body } = await get<{ session: Json }>('sessions/s?application=app');
  expect(body.session).toMatchObject({ views: 1, last_event_at: date + 2_000 });
});

it('an event comes back as it was sent', async () => {
  const { post, stored } = await startServer();
  const context = {
    float: 0.1,
    integer: 9_007_199_254_740_991,
    negative: -0.5,
    text: 'ü 漢字 😀 "quoted" \\ \n \t',
    empty: '',
    nothing: null,
    list: [1, 'two', [3, { four: 4 }], []],
    'dotted.key': { 'with space': true },
    '': 'no name',
  };
  const sent = errorEvent('x', { context });
  await post(batch([sent]));
  const [{ event_id: id, enrichment, ...found } = {}] = await stored(
    (events) => events.length === 1,
  );
  // Compared as text too: the order of keys counts, which toEqual does not see.
  expect([found, JSON.stringify(found)]).toEqual([sent, JSON.stringify(sent)]);
  expect([typeof id, typeof enrichment]).toEqual(['string', 'object']);
});
