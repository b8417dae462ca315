import { describe, expect, it } from 'vitest';
import { replayRecords } from '../src/ask/replay-records.js';
import { batch, errorEvent, eventually, type Json } from './fixtures.js';
import { record, segment, startReplayServer } from './replay-fixtures.js';

const TOKEN = 'a-token-of-one-who-watches';
const OFFICER = 'a-token-of-the-privacy-officer';
const INDEX = '/api/v1/sessions/s/replay?application=app';
const RECORDS =
  '/api/v1/sessions/s/replay/records?application=app&view=v&from=0&to=8000000000000000';

async function startRecorded(...[config]: Parameters<typeof startReplayServer>) {
  const started = await startReplayServer({ adminTokens: { officer: OFFICER }, ...config });
  await started.postSegment(segment([record(Date.now())]));
  await eventually(async () => {
    const { json } = await started.server.app.inject('/healthz');
    return json<Json>()['intake_log_waiting_bytes'] === 0;
  });
  const ask = (url: string, options: object = {}) => started.server.app.inject({ url, ...options });
  const audited = async () => {
    const response = await ask('/api/v1/audit', {
      headers: { authorization: `Bearer ${OFFICER}` },
    });
    return response.json<{ entries: Json[] }>().entries.map(({ who, subject }) => [who, subject]);
  };
  return { ...started, ask, audited };
}

describe('what is asked for', () => {
  it('is of one view and from one time to another, in the order of time', async () => {
    const { postSegment, storedSegments, recordsOf } = await startReplayServer();
    const start = Date.now() - 60_000;
    for (const index of [3, 0, 2, 1]) {
      const at = start + index * 5_000;
      await postSegment(segment([record(at, { index })], { index_in_view: index }));
      await postSegment(segment([record(at + 1)], { view: { id: 'other' }, index_in_view: index }));
    }
    const segments = await storedSegments(8);
    expect(segments.map(({ start: at }) => at)).toEqual(
      segments.map(({ start: at }) => at).toSorted((a, b) => a - b),
    );
    const found = await recordsOf('v', start + 5_000, start + 10_000);
    expect(found.map(({ records }) => records)).toEqual([
      [record(start + 5_000, { index: 1 })],
      [record(start + 10_000, { index: 2 })],
    ]);
  });

  it('is read from the store no further than it is taken', async () => {
    const text = 'x'.repeat(1_500_000);
    const segments = Array.from({ length: 6 }, (_, index) => ({
      id: `${index}`,
      view: 'v',
      index_in_view: index,
      start: index,
      end: index,
      clock_skew: 0,
      records: 1,
      has_full_snapshot: false,
      bytes: text.length,
    }));
    const asked: unknown[] = [];
    const store = {
      async query<Row>(_sql: string, parameters: Record<string, unknown> = {}) {
        const ids = parameters['ids'] as string[];
        asked.push(ids);
        return ids.map((id) => ({ id, records: JSON.stringify(record(0, { text })) })) as Row[];
      },
    };
    const of = { application: 'app', session: 's', segments };
    const lines = replayRecords(store, of)[Symbol.asyncIterator]();
    expect(JSON.parse(String((await lines.next()).value))).toMatchObject({ segment: '0' });
    await lines.next();
    expect(asked).toEqual([['0', '1']]);
    await lines.next();
    expect(asked).toEqual([
      ['0', '1'],
      ['2', '3'],
    ]);
  });
});

it('sessions say whether there is a replay', async () => {
  const { post, postSegment, get, storedSegments } = await startReplayServer();
  await post(
    batch([errorEvent('x'), errorEvent('x', { session: { id: 'not recorded', type: 'user' } })]),
  );
  const listed = async () => {
    const now = Date.now();
    const query = `application=app&from=${now - 60_000}&to=${now + 60_000}`;
    const { body } = await get<{ sessions: Json[] }>(`sessions?${query}`);
    return body.sessions.map(({ id, has_replay }) => [id, has_replay]).toSorted();
  };
  await eventually(async () => (await listed()).length === 2);
  expect(await listed()).toEqual([
    ['not recorded', false],
    ['s', false],
  ]);
  await postSegment(segment([record(Date.now())]));
  await postSegment(
    segment([record(Date.now())], {
      application: { id: 'other' },
      session: { id: 'not recorded' },
    }),
  );
  await storedSegments(1);
  expect(await listed()).toEqual([
    ['not recorded', false],
    ['s', true],
  ]);
  const { body } = await get<{ session: Json }>('sessions/s?application=app');
  expect(body.session['has_replay']).toBe(true);
});

describe('replays are watched', () => {
  const bearer = (token: string) => ({ headers: { authorization: `Bearer ${token}` } });

  it.each([
    ['from the machine itself', 'loopback', {}, 200],
    ['by IPv6', 'loopback', { remoteAddress: '::1', headers: { host: '[::1]:4400' } }, 200],
    ['from elsewhere', 'loopback', { remoteAddress: '192.0.2.7' }, 403],
    ['through a proxy', 'loopback', { headers: { 'x-forwarded-for': '192.0.2.7' } }, 403],
    ['by another name of this machine', 'loopback', { headers: { host: 'evil.test' } }, 403],
    [
      'from elsewhere with a token',
      'loopback',
      { remoteAddress: '192.0.2.7', ...bearer(TOKEN) },
      200,
    ],
    ['from elsewhere', 'everyone', { remoteAddress: '192.0.2.7' }, 200],
    ['without a token', 'token', {}, 401],
    ['with a wrong token', 'token', bearer('a-token-of-no-one-at-all'), 401],
    ['with a token', 'token', bearer(TOKEN), 200],
    ['with the token of an administrator', 'token', bearer(OFFICER), 200],
  ] as const)('%s, access by %s', async (_, access, options, status) => {
    const { ask, audited } = await startRecorded({ replay: { access, tokens: { ann: TOKEN } } });
    for (const url of [INDEX, RECORDS]) expect((await ask(url, options)).statusCode).toBe(status);
    expect((await audited()).length).toBe(status === 200 ? 1 : 0);
  });

  it('a token for replays is none for erasures', async () => {
    const { ask } = await startRecorded({ replay: { tokens: { ann: TOKEN } } });
    expect((await ask('/api/v1/audit', bearer(TOKEN))).statusCode).toBe(401);
  });

  it('and each that is opened is on record, also when its parts are read without it', async () => {
    const { ask, audited } = await startRecorded({ replay: { tokens: { ann: TOKEN } } });
    await ask(RECORDS);
    await ask(RECORDS);
    expect(await audited()).toEqual([['loopback', 's']]);
    await ask(RECORDS, bearer(TOKEN));
    expect(await audited()).toEqual([
      ['ann', 's'],
      ['loopback', 's'],
    ]);
    await ask(INDEX);
    await ask(RECORDS);
    await ask(INDEX);
    expect(await audited()).toHaveLength(4);
  });

  it('and what is not there is not on record', async () => {
    const { ask, audited } = await startRecorded();
    expect((await ask(INDEX.replace('/s/', '/unknown/'))).statusCode).toBe(404);
    expect((await ask(INDEX.replace('=app', '=other'))).statusCode).toBe(404);
    expect(await audited()).toEqual([]);
  });
});

it('the console may load pictures of a replay from where it is allowed, and from nowhere else', async () => {
  const policyOf = async (allowAssets: string[]) => {
    const { ask, close } = await startRecorded({ replay: { allowAssets } });
    const { headers } = await ask('/healthz');
    await close();
    return String(headers['content-security-policy']);
  };
  expect(await policyOf([])).toContain("img-src 'self' data:;");
  const allowed = await policyOf(['https://*.shop.test']);
  for (const part of ['img-src', 'font-src', 'media-src', 'style-src']) {
    expect(allowed).toMatch(new RegExp(`${part} [^;]* https://\\*\\.shop\\.test;`));
  }
  expect(allowed).toContain("default-src 'self';");
});
