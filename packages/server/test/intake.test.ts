import { gzipSync } from 'node:zlib';
import { describe, expect, it } from 'vitest';
import { batch, errorEvent, event, startServer, type Json } from './fixtures.js';

const messages = (events: Json[]) =>
  events.map(({ error }) => (error as Json | undefined)?.['message']);
const deep = (levels: number): Json => (levels ? { d: deep(levels - 1) } : {});

describe('the intake refuses', () => {
  it.each([
    ['an empty body', '', 400, /empty/],
    ['what is not JSON', 'hello', 400, /envelope is not valid/],
    [
      'an envelope without a batch id',
      batch([errorEvent('x')], { batch_id: undefined }),
      400,
      /envelope.*batch_id|required/,
    ],
    ['an envelope of another protocol', batch([errorEvent('x')], { protocol: 2 }), 400, /protocol/],
    ['an envelope with an unknown field', batch([errorEvent('x')], { extra: 1 }), 400, /envelope/],
    [
      'an ill-formed application id',
      batch([errorEvent('x', { application: { id: 'a-b' } })]),
      403,
      /Application a-b/,
    ],
    [
      'a payload over 5 MB',
      'x'.repeat(5_000_001),
      413,
      /^The body is larger than 5000000 bytes\.$/,
    ],
  ])('%s', async (_, payload, status, sentence) => {
    const { post, stored } = await startServer();
    const response = await post(payload);
    expect([response.statusCode, response.json<{ error: string }>().error]).toEqual([
      status,
      expect.stringMatching(sentence),
    ]);
    expect((await post(batch([errorEvent('after')]))).statusCode).toBe(202);
    expect(messages(await stored((events) => events.length > 0))).toEqual(['after']);
  });

  it('an application that is not allowed', async () => {
    const { post } = await startServer({ rum: { allowApplications: ['shop_*'] } });
    const response = await post(batch([errorEvent('x')]));
    expect([response.statusCode, response.json()]).toEqual([
      403,
      { error: 'Application app may not send to this server.' },
    ]);
    expect(
      (await post(batch([errorEvent('x', { application: { id: 'shop_eu' } })]))).statusCode,
    ).toBe(202);
  });

  it('an origin that is not allowed, and tells an allowed one so', async () => {
    const { post } = await startServer({ rum: { allowOrigins: ['https://*.shop.test'] } });
    const from = (origin: string) => post(batch([errorEvent('x')]), { headers: { origin } });
    const refused = await from('https://evil.test');
    expect([refused.statusCode, refused.json()]).toEqual([
      403,
      { error: 'Origin https://evil.test may not send to this server.' },
    ]);
    expect(refused.headers).not.toHaveProperty('access-control-allow-origin');
    expect(refused.headers['vary']).toBe('Origin');
    const accepted = await from('https://eu.shop.test');
    expect([accepted.statusCode, accepted.headers['access-control-allow-origin']]).toEqual([
      202,
      'https://eu.shop.test',
    ]);
  });

  it.each([
    [
      'another content type',
      { headers: { 'content-type': 'application/json' } },
      415,
      /^Content-Type application\/json is not known; text\/plain is\.$/,
    ],
    [
      'a content type that is none',
      { headers: { 'content-type': 'text' } },
      415,
      /^Content-Type text is not known; text\/plain is\.$/,
    ],
    [
      'an unknown encoding',
      { query: '?encoding=br' },
      415,
      /^Encoding br is not known; gzip is\.$/,
    ],
    ['gzip that is none', { query: '?encoding=gzip' }, 400, /^The body is not valid gzip\.$/],
  ])('%s', async (_, options, status, sentence) => {
    const { post, stored } = await startServer();
    const payload = batch([errorEvent('refused')]);
    const response = await post(payload, options);
    expect([response.statusCode, response.json()]).toEqual([
      status,
      { error: expect.stringMatching(sentence) },
    ]);
    expect((await post(batch([errorEvent('after')]))).statusCode).toBe(202);
    expect(messages(await stored((events) => events.length > 0))).toEqual(['after']);
  });

  it('gzip that is cut short, and gzip that inflates beyond the limit', async () => {
    const { post } = await startServer();
    const query = '?encoding=gzip';
    const whole = gzipSync(batch([errorEvent('x')]));
    expect((await post(whole.subarray(0, -9), { query })).statusCode).toBe(400);
    const bomb = await post(gzipSync(Buffer.alloc(50_000_000)), { query });
    expect([bomb.statusCode, bomb.json()]).toEqual([
      413,
      { error: 'The payload is larger than 5000000 bytes when inflated.' },
    ]);
    expect((await post(whole, { query })).statusCode).toBe(202);
  });

  it('everything when it is switched off', async () => {
    const { post } = await startServer({ rum: { enabled: false } });
    const response = await post(batch([errorEvent('x')]));
    expect([response.statusCode, response.json()]).toEqual([
      404,
      { error: 'There is nothing at POST /rum/v1/events.' },
    ]);
  });

  it('a batch for which the intake log has no room', async () => {
    const { post } = await startServer({ intakeLog: { capacityBytes: 1_000 } });
    const response = await post(batch([errorEvent('x'.repeat(2_000))]));
    expect([response.statusCode, response.json()]).toEqual([
      503,
      { error: 'The intake log is full; try again later.' },
    ]);
    expect((await post(batch([errorEvent('x')]))).statusCode).toBe(202);
  });
});

describe('a bad event does not cost its batch', () => {
  const day = 24 * 60 * 60_000;
  const attributes = Object.fromEntries(Array.from({ length: 1_001 }, (_, n) => [`k${n}`, n]));

  it.each([
    [
      'a field missing',
      event('error', { error: { source: 'custom' } }),
      'error',
      /message|required/,
    ],
    ['a field of another type', errorEvent('x', { date: 'today' }), 'date', /integer/],
    ['too many attributes', errorEvent('x', { context: attributes }), '', /1000 attributes/],
    ['too many levels', errorEvent('x', { context: deep(25) }), '', /20 levels/],
    ['too many bytes', errorEvent('x'.repeat(1_000_001)), '', /1000000 bytes/],
    [
      'more than 24 hours of delay',
      errorEvent('x', { date: Date.now() - day - 60_000 }),
      'date',
      /24 hours/,
    ],
    ['a date in the future', errorEvent('x', { date: Date.now() + day }), 'date', /future/],
    [
      'a foreign application',
      errorEvent('x', { application: { id: 'a-b' } }),
      'application.id',
      /may not send/,
    ],
  ])('(%s)', async (_, bad, field, reason) => {
    const { post, stored } = await startServer();
    const response = await post(batch([errorEvent('before'), bad, errorEvent('behind')]));
    expect(response.statusCode).toBe(202);
    expect(response.json()).toEqual({
      accepted: 2,
      refused: [{ line: 2, field, reason: expect.stringMatching(reason) }],
    });
    expect(messages(await stored((events) => events.length >= 2)).toSorted()).toEqual([
      'before',
      'behind',
    ]);
  });

  it.each(['[]', 'null', '1', '"text"'])('(a line that is %s)', async (line) => {
    const { post, stored } = await startServer();
    const response = await post(
      `${batch([errorEvent('before')])}\n${line}\n${JSON.stringify(errorEvent('behind'))}`,
    );
    expect(response.json()).toEqual({
      accepted: 2,
      refused: [{ line: 2, field: '', reason: 'is not a JSON object' }],
    });
    expect(messages(await stored((events) => events.length >= 2)).toSorted()).toEqual([
      'before',
      'behind',
    ]);
  });

  it('(a line that is not JSON)', async () => {
    const { post, stored } = await startServer();
    const response = await post(
      `${batch([errorEvent('before')])}\n{oops\n${JSON.stringify(errorEvent('behind'))}`,
    );
    expect(response.json()).toMatchObject({
      accepted: 2,
      refused: [{ line: 2, reason: 'is not a JSON object' }],
    });
    await stored((events) => events.length === 2);
  });
});

describe('the intake takes', () => {
  it('gzip, what the batch shares, and families of the user agent only', async () => {
    const { post, stored } = await startServer();
    const { application, session, ...own } = errorEvent('packed');
    const agent =
      'Mozilla/5.0 (X11; Linux x86_64) AppleWebKit/537.36 (KHTML, like Gecko) Chrome/150.0.7000.1 Safari/537.36';
    const response = await post(gzipSync(batch([own], { shared: { application, session } })), {
      query: '?encoding=gzip',
      headers: { 'user-agent': agent },
    });
    expect(response.json()).toEqual({ accepted: 1, refused: [] });
    const [found] = await stored((events) => events.length === 1);
    expect(found).toMatchObject({
      application,
      session,
      enrichment: {
        user_agent: {
          browser: 'Chrome',
          browser_version: '150',
          os: 'Linux',
          device_type: 'desktop',
        },
      },
    });
    expect(JSON.stringify(found)).not.toContain('AppleWebKit');
  });

  it.each([
    ['MyApp jane@example.com/1.2 secret (Foo)', 'Other', ''],
    ['jane@example.com', 'Other', ''],
    ['Mozilla/5.0 (X11; jane@example.com) Gecko/20100101 Firefox/141.0', 'Firefox', '141'],
  ])('of the user agent %s no more than families', async (agent, browser, version) => {
    const { post, stored } = await startServer();
    await post(batch([errorEvent('x')]), { headers: { 'user-agent': agent } });
    const [found] = await stored((events) => events.length === 1);
    expect(found?.['enrichment']).toMatchObject({
      user_agent: { browser, browser_version: version },
    });
    expect(JSON.stringify(found)).not.toContain('jane');
  });

  it('a type that it does not know, as it came', async () => {
    const { post, stored } = await startServer();
    await post(
      batch([event('custom_copy', { copy: { length: 3, 'dotted.key': [1, { a: null }] } })]),
    );
    const [found] = await stored((events) => events.length === 1);
    expect(found).toMatchObject({
      type: 'custom_copy',
      copy: { length: 3, 'dotted.key': [1, { a: null }] },
    });
  });

  it('a batch without events, and empty lines', async () => {
    const { post } = await startServer();
    for (const payload of [batch([]), `${batch([])}\n\n  \n`]) {
      const response = await post(payload);
      expect([response.statusCode, response.json()]).toEqual([202, { accepted: 0, refused: [] }]);
    }
  });

  it('no preflight of an origin that is not allowed', async () => {
    const { server } = await startServer({ rum: { allowOrigins: ['https://shop.test'] } });
    const { statusCode, headers } = await server.app.inject({
      method: 'OPTIONS',
      url: '/rum/v1/events',
      headers: { origin: 'https://evil.test', 'access-control-request-method': 'POST' },
    });
    expect(statusCode).toBe(403);
    expect(headers).not.toHaveProperty('access-control-allow-origin');
  });

  it('preflights', async () => {
    const { server } = await startServer({
      rum: { allowHeaders: ['X-Team'], responseHeaders: { 'x-a': ['1', '2'] } },
    });
    const { statusCode, headers } = await server.app.inject({
      method: 'OPTIONS',
      url: '/rum/v1/events',
      headers: { origin: 'https://shop.test', 'access-control-request-method': 'POST' },
    });
    expect(statusCode).toBe(204);
    expect(headers).toMatchObject({
      'access-control-allow-origin': 'https://shop.test',
      'access-control-allow-methods': 'POST, OPTIONS',
      'access-control-allow-headers': expect.stringMatching(
        /^Content-Type, Content-Encoding, Accept, traceparent, .*, X-Team$/,
      ),
      'access-control-expose-headers': 'Retry-After',
      'access-control-max-age': '3600',
      vary: 'Origin',
      'x-a': '1, 2',
    });
  });
});
