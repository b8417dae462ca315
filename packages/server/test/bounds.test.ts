import type { SessionAnswer } from '@firsthand/protocol/query';
import { comesTrue } from '@firsthand/testing';
import { describe, expect, it } from 'vitest';
import { openTombstones } from '../src/erasure/tombstones.js';
import type { Store } from '../src/store/store.js';
import { wildcard } from '../src/wildcard.js';
import { batch, errorEvent, startServer, type Json } from './fixtures.js';
import { record, segment, startReplayServer } from './replay-fixtures.js';

describe('a session with megabytes of events', () => {
  it('is answered in pages, of which each event is on one', async () => {
    const { post, get } = await startServer();
    const texts = Array.from({ length: 9 }, (_, n) => `${n} ${'x'.repeat(700_000)}`);
    // Two of them at the same time.
    const date = (n: number) => Date.now() - 60_000 + Math.floor(n / 2);
    for (const [n, text] of texts.entries())
      await post(batch([errorEvent(text, { date: date(n) })]));
    const page = async (after = '') =>
      (await get<SessionAnswer>(`sessions/s?application=app${after}`)).body;
    await comesTrue(async () => expect((await page()).session.errors).toBe(9));
    const pages: string[][] = [];
    for (let answer = await page(); ; answer = await page(`&after=${answer.next}`)) {
      pages.push(
        answer.events.map((event) =>
          event.type === 'error' ? (event.error.message[0] ?? '') : '',
        ),
      );
      expect(answer.truncated).toBe(!!answer.next);
      if (!answer.next) break;
    }
    expect(pages.length).toBeGreaterThan(3);
    expect(pages.flat().toSorted()).toEqual([...'012345678']);
  });

  it.each(['9'.repeat(30), '5', '-', "0-' OR 1", '\u0000'])(
    'has no page after %j',
    async (after) => {
      const { post, get } = await startServer();
      await post(batch([errorEvent('x')]));
      const question = `sessions/s?application=app&after=${encodeURIComponent(after)}`;
      await comesTrue(async () => expect((await get(question)).status).toBe(200));
    },
  );
});

it('of a segment that comes twice the first stands, whatever the second holds', async () => {
  const { postSegment, storedSegments, recordsOf } = await startReplayServer();
  const of = { segment_id: 'segment-that-is-known' };
  const at = Date.now() - 1_000;
  await postSegment(segment([record(at, { text: 'the first' })], of));
  await storedSegments(1);
  await new Promise((resolve) => setTimeout(resolve, 5));
  await postSegment(segment([record(at, { text: 'planted' })], of));
  await postSegment(segment([record(at, { text: 'after' })]));
  await storedSegments(2);
  const records = JSON.stringify(await recordsOf('v'));
  expect([records.includes('the first'), records.includes('planted')]).toEqual([true, false]);
});

it('a record without data, at which a player would stop, is refused alone', async () => {
  const { postSegment } = await startReplayServer();
  const at = Date.now();
  const bad = [null, 5, [], undefined].map((data) => ({ type: 3, timestamp: at, data }) as Json);
  const response = await postSegment(segment([record(at), ...bad]));
  expect(response.json()).toMatchObject({
    accepted: 1,
    refused: bad.map((_, n) => ({ line: n + 2, field: 'data', reason: 'must be object' })),
  });
});

it.each([
  ['broken lines', `${'x\n'.repeat(2_000)}`, 400, 'More than 1000 lines are no JSON objects.'],
  ['lines', `${'{}\n'.repeat(30_000)}`, 413, 'The body has more than 20000 lines.'],
])('too many %s are read no further', async (_, lines, status, error) => {
  const { post } = await startServer();
  const response = await post(`${batch([errorEvent('x')])}\n${lines}`);
  expect([response.statusCode, response.json()]).toEqual([status, { error }]);
});

it('refusals are told up to a number, and the good events are taken', async () => {
  const { post } = await startServer();
  const bad = Array.from({ length: 900 }, () => errorEvent('x', { date: 'never' }));
  const { accepted, refused } = (await post(batch([...bad, errorEvent('good')]))).json<{
    accepted: number;
    refused: unknown[];
  }>();
  expect([accepted, refused.length]).toEqual([1, 200]);
});

describe('a wildcard', () => {
  it.each([
    ['*', 'anything', true],
    ['a*', 'b a', false],
    ['*a', 'aba', true],
    ['a*a', 'a', false],
    ['a*b*c', 'a-b-b-c', true],
    ['a*b*c', 'a-c-b', false],
    ['a**b', 'ab', true],
    ['https://*.shop.test', 'https://a.b.shop.test', true],
    ['https://*.shop.test', 'https://shop.test', false],
    ['a.c', 'abc', false],
    ['', '', true],
    ['', 'a', false],
  ])('%j matches %j: %s', (pattern, text, matches) => {
    expect(wildcard([pattern])(text)).toBe(matches);
  });

  it('takes linear time', () => {
    const matches = wildcard([`${'web-*-'.repeat(20)}prod`]);
    const timeOf = (length: number) => {
      const text = 'web-'.repeat(length);
      const began = performance.now();
      for (let round = 0; round < 20; round += 1) matches(text);
      return performance.now() - began;
    };
    timeOf(10_000);
    const ratio = timeOf(400_000) / timeOf(40_000);
    // Ten times the text; of quadratic time it would be a hundred times as long.
    expect(ratio).toBeLessThan(40);
  });
});

it('an event costs the same however much was erased', async () => {
  const store = { query: async () => [], insert: async () => {} } as unknown as Store;
  const timeWith = async (erasures: number) => {
    const tombstones = await openTombstones(store);
    for (let n = 0; n < erasures; n += 1)
      await tombstones.add({ salt: tombstones.salt, hashes: [`${n}`], erased_at: Date.now() });
    const ids = { application: 'app', session: 's', users: ['u'] };
    const began = performance.now();
    for (let n = 0; n < 2_000; n += 1) tombstones.covers(ids, Date.now());
    return performance.now() - began;
  };
  await timeWith(1);
  const [few, many] = [await timeWith(1), await timeWith(1_000)];
  expect(many / few).toBeLessThan(20);
});
