import fc from 'fast-check';
import { beforeEach, describe, expect, it, onTestFinished, vi } from 'vitest';
import type { ConfigInput } from '../src/config.js';
import { clientOf } from '../src/intake/client-of.js';
import { rateLimit } from '../src/intake/rate-limit.js';
import { batch, errorEvent, event, type Json } from './fixtures.js';
import { record, segment, startReplayServer } from './replay-fixtures.js';

/** Of events per second; then 120 may come at once. */
const LIMIT = 2;

const actions = (count: number, fields: Json = {}) =>
  batch(Array.from({ length: count }, (_, n) => event('custom', { n, ...fields })));

/** A server on a port behind a proxy, and what an address is answered by it; its clock stands still. */
async function startLimited(rateLimits: NonNullable<ConfigInput['rum']>['rateLimit'] = {}) {
  vi.useFakeTimers({ toFake: ['performance'] });
  onTestFinished(() => void vi.useRealTimers());
  const started = await startReplayServer({
    port: 0,
    trustProxy: true,
    rum: { rateLimit: { eventLimit: LIMIT, ...rateLimits } },
  });
  const { url } = await started.server.listen();
  const send = async (ip: string, body: string, path = 'events') => {
    const response = await fetch(`${url}/rum/v1/${path}`, {
      method: 'POST',
      headers: { 'content-type': 'text/plain', 'x-forwarded-for': ip, origin: 'https://shop.test' },
      body,
    });
    const { headers, status } = response;
    return { status, headers, body: (await response.json()) as Json };
  };
  const statusOf = async (...request: Parameters<typeof send>) => (await send(...request)).status;
  return { ...started, url, send, statusOf };
}

describe('an address that sends too much', () => {
  it('is told when to come again, and then all of it is taken, once', async () => {
    const { send, statusOf, stored } = await startLimited();
    expect(await statusOf('192.0.2.1', actions(100))).toBe(202);
    expect(await statusOf('192.0.2.1', actions(30))).toBe(202);
    const late = batch([errorEvent('late')]);
    const refused = await send('192.0.2.1', late);
    expect([refused.status, refused.body]).toEqual([
      429,
      { error: 'An address may send 2 events per second; try again in 5 s.' },
    ]);
    expect(Object.fromEntries(refused.headers)).toMatchObject({
      'retry-after': '5',
      'access-control-allow-origin': 'https://shop.test',
      'access-control-expose-headers': 'Retry-After',
    });
    vi.advanceTimersByTime(4_999);
    expect((await send('192.0.2.1', late)).headers.get('retry-after')).toBe('1');
    vi.advanceTimersByTime(1);
    expect(await statusOf('192.0.2.1', late)).toBe(202);
    const all = await stored((events) => events.some(({ type }) => type === 'error'));
    expect(all).toHaveLength(131);
  });

  it('keeps back no other, however many come in between', async () => {
    const { statusOf } = await startLimited();
    await statusOf('192.0.2.1', actions(130));
    for (let n = 2; n < 20; n += 1) {
      expect(await statusOf(`192.0.2.${n}`, actions(1))).toBe(202);
    }
    expect(await statusOf('192.0.2.1', actions(1))).toBe(429);
  });

  it('is forgotten when it has been silent longest and others take its room', async () => {
    const { statusOf } = await startLimited({ ipLimit: 2 });
    await statusOf('192.0.2.1', actions(130));
    await statusOf('192.0.2.2', actions(130));
    expect(await statusOf('192.0.2.1', actions(1))).toBe(429);
    await statusOf('192.0.2.3', actions(1));
    expect(await statusOf('192.0.2.1', actions(1))).toBe(429);
    expect(await statusOf('192.0.2.2', actions(1))).toBe(202);
  });

  it('is refused replays as well, each of which counts as one event', async () => {
    const { statusOf, storedSegments, index } = await startLimited();
    const piece = () => segment([record(Date.now()), record(Date.now())]);
    await statusOf('192.0.2.1', actions(119));
    for (const status of [202, 202, 429]) {
      expect(await statusOf('192.0.2.1', piece(), 'replay')).toBe(status);
    }
    await storedSegments(2);
    expect((await index()).body.segments).toHaveLength(2);
  });

  it('is counted by what is refused for another reason, and may ask by preflights', async () => {
    const { statusOf, url } = await startLimited();
    await statusOf('192.0.2.1', actions(119));
    const wrong = ['no envelope', actions(5, { application: { id: 'a-b' } }), ''];
    const statuses = [];
    for (const body of wrong) statuses.push(await statusOf('192.0.2.1', body));
    expect(statuses).toEqual([400, 403, 429]);
    const preflight = await fetch(`${url}/rum/v1/events`, {
      method: 'OPTIONS',
      headers: { 'x-forwarded-for': '192.0.2.1', origin: 'https://shop.test' },
    });
    expect(preflight.status).toBe(204);
  });
});

describe('a batch', () => {
  it('that is larger than all that may come at once is taken, and waited for', async () => {
    const { send, statusOf } = await startLimited();
    const taken = await send('192.0.2.1', actions(2_000));
    expect([taken.status, taken.body]).toEqual([202, { accepted: 2_000, refused: [] }]);
    expect((await send('192.0.2.1', actions(1))).headers.get('retry-after')).toBe('940');
    vi.advanceTimersByTime(940_000);
    expect(await statusOf('192.0.2.1', actions(2_000))).toBe(202);
  });

  it('of an application that sends too much is refused whole, whatever else it holds', async () => {
    const { send, statusOf } = await startLimited({ eventLimit: 1_000, applicationLimit: LIMIT });
    const of = (id: string) => ({ application: { id } });
    await statusOf('192.0.2.1', actions(70, of('shop')));
    await statusOf('192.0.2.2', actions(60, of('shop')));
    const both = batch([event('custom', of('blog')), event('custom', of('shop'))]);
    const refused = await send('192.0.2.3', both);
    expect([refused.status, refused.headers.get('retry-after'), refused.body]).toEqual([
      429,
      '5',
      { error: 'Application shop may send 2 events per second; try again in 5 s.' },
    ]);
    expect(await statusOf('192.0.2.3', segment([record(Date.now())], of('shop')), 'replay')).toBe(
      429,
    );
    expect(await statusOf('192.0.2.3', actions(120, of('blog')))).toBe(202);
    expect(await statusOf('192.0.2.3', actions(1, of('blog')))).toBe(202);
    vi.advanceTimersByTime(5_000);
    expect(await statusOf('192.0.2.3', both)).toBe(202);
  });
});

it('a proxy that is not trusted is said to stand for all, once', async () => {
  const warn = vi.spyOn(console, 'warn').mockImplementation(() => {});
  onTestFinished(() => void warn.mockRestore());
  const { post } = await startReplayServer({ rum: { rateLimit: { eventLimit: 1 } } });
  await post(actions(100));
  const answers = [];
  for (const headers of [{}, { 'x-forwarded-for': '192.0.2.1' }, { 'x-forwarded-for': '::1' }]) {
    answers.push((await post(actions(1), { headers })).statusCode);
  }
  expect(answers).toEqual([429, 429, 429]);
  expect(warn.mock.calls).toEqual([[expect.stringContaining('name it in trustProxy')]]);
});

describe('the limit of a key', () => {
  let time = 0;
  beforeEach(() => void (time = 0));
  const now = () => time;

  it('lets no more through than its rate, a minute of it, and one batch', () => {
    const steps = fc.array(fc.record({ pause: fc.nat(5_000), events: fc.nat(2_000) }));
    fc.assert(
      fc.property(steps, fc.integer({ min: 1, max: 500 }), (all, perSecond) => {
        time = 0;
        const { wait, take } = rateLimit({ perSecond, maxKeys: 10, now });
        let taken = 0;
        for (const { pause, events } of all) {
          time += pause;
          const isOver = taken > perSecond * (60 + time / 1_000) + 0.001;
          expect(isOver && !wait('a')).toBe(false);
          if (wait('a')) continue;
          take('a', events);
          taken += events;
        }
      }),
    );
  });

  it('lets a large batch through where small ones take all there is', () => {
    const { wait, take } = rateLimit({ perSecond: 10, maxKeys: 10, now });
    take('a', 600);
    for (time = 100; time < 60_000; time += 100) {
      expect(wait('a')).toBe(0);
      take('a', 1);
    }
    expect(wait('a')).toBe(0);
    take('a', 600);
    expect(wait('a')).toBeGreaterThan(50);
  });

  it('is kept for as many keys as are wanted', () => {
    const { wait, take } = rateLimit({ perSecond: 1, maxKeys: 100, now });
    for (let n = 0; n < 10_000; n += 1) take(`${n}`, 1_000);
    const known = Array.from({ length: 10_000 }, (_, n) => wait(`${n}`) > 0).filter(Boolean);
    expect(known).toHaveLength(100);
  });
});

it.each([
  ['192.0.2.1', '192.0.2.1'],
  ['::ffff:192.0.2.1', '192.0.2.1'],
  ['2001:db8:a:b:1:2:3:4', '2001:db8:a:b:ffff::1'],
  ['2001:0DB8::1', '2001:db8::ffff:1:2:3'],
  ['2001:db8::2:3:4:5:6', '2001:db8:0:2::'],
  ['::1', '::2'],
])('%s is the client of %s', (one, other) => {
  expect(clientOf(one)).toBe(clientOf(other));
});

it.each([
  ['2001:db8:a:b::1', '2001:db8:a:c::1'],
  ['192.0.2.1', '192.0.2.11'],
])('%s is another client than %s', (one, other) => {
  expect(clientOf(one)).not.toBe(clientOf(other));
});
