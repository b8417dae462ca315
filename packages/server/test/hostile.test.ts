import { expect, it } from 'vitest';
import { batch, errorEvent, event, startServer, viewEvent, type Json } from './fixtures.js';

const isStored = (message: string) => (events: Json[]) =>
  events.some(({ error }) => (error as Json | undefined)?.['message'] === message);
const nested = JSON.stringify(errorEvent('x', { context: { d: 7 } })).replace(
  '"d":7',
  `"d":${'['.repeat(100_000)}${']'.repeat(100_000)}`,
);

it.each([
  [
    'half a surrogate pair in a name',
    errorEvent('x', { view: { id: 'v', url: '/', name: 'cut \ud83d' } }),
  ],
  [
    'half a surrogate pair in the session’s id',
    errorEvent('x', { session: { id: 'a\ud83d', type: 'user' } }),
  ],
  ['half a surrogate pair in an environment', errorEvent('x', { env: '\ud83d' })],
  ['a time spent beyond 64 bits', viewEvent('v', 1, { view: { time_spent: 1e300 } })],
  ['a document version beyond 64 bits', viewEvent('v', 1e300)],
])('%s does not keep later events out of the store', async (_, bad) => {
  const { post, stored } = await startServer();
  await post(batch([bad]));
  await post(batch([errorEvent('after')]));
  expect(isStored('after')(await stored(isStored('after')))).toBe(true);
});

it.each([
  ['an object for a type', event('x', { type: { toString: 1 } })],
  ['an object for an application’s id', errorEvent('x', { application: { id: { toString: 1 } } })],
])('%s costs only its own line', async (_, bad) => {
  const { post } = await startServer();
  const response = await post(batch([errorEvent('good'), bad]));
  expect(response.statusCode).toBe(202);
});

it('100,000 levels cost only their own line', async () => {
  const { post } = await startServer();
  const response = await post(`${batch([errorEvent('good')])}\n${nested}`);
  expect([response.statusCode, response.json()]).toMatchObject([202, { accepted: 1 }]);
});

it('the highest document version stands beyond 32 bits, or is refused', async () => {
  const { post, stored } = await startServer();
  const date = Date.now();
  const answer = await post(batch([viewEvent('v', 2 ** 32, { date })]));
  const { accepted } = answer.json<{ accepted: number }>();
  await post(batch([viewEvent('v', 1, { date }), errorEvent('after')]));
  const events = await stored(isStored('after'));
  expect(events.find(({ type }) => type === 'view')).toMatchObject({
    _dd: { document_version: accepted ? 2 ** 32 : 1 },
  });
});

it('a range of years has no more points than a chart', async () => {
  const { get } = await startServer();
  const { status, body } = await get<{ series?: unknown[] }>(
    'overview?application=app&from=0&to=10000000000000',
  );
  expect(status === 400 || (body.series?.length ?? 0) <= 73).toBe(true);
});

it('what a batch shares cannot make it grow without bound', async () => {
  const { post } = await startServer();
  const shared = { context: { text: 'x'.repeat(200_000) } };
  const response = await post(
    batch(
      Array.from({ length: 400 }, () => ({})),
      { shared },
    ),
  );
  expect([response.statusCode, response.json<{ error: string }>().error]).toEqual([
    413,
    expect.stringContaining('10000000 bytes'),
  ]);
});
