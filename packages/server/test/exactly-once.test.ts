import { expect, it } from 'vitest';
import { batch, errorEvent, startServer, viewEvent, type Json } from './fixtures.js';

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
  expect(found).toEqual(sent);
  expect([typeof id, typeof enrichment]).toEqual(['string', 'object']);
});
