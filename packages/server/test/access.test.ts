import { readFileSync, statSync } from 'node:fs';
import { request } from 'node:http';
import { join } from 'node:path';
import type { ApplicationsAnswer } from '@firsthand/protocol/query';
import { describe, expect, it } from 'vitest';
import { completeConfig, type ConfigInput } from '../src/config.js';
import { warningsAbout } from '../src/warnings.js';
import {
  batch,
  errorEvent,
  eventually,
  startServer,
  temporaryFolder,
  type Json,
} from './fixtures.js';
import { record, segment, startReplayServer } from './replay-fixtures.js';

const READER = 'a-token-of-one-who-reads';
const WATCHER = 'a-token-of-one-who-watches';
const OFFICER = 'a-token-of-the-privacy-officer';
const SHOPS = 'a-token-of-the-shops';

const now = Date.now();
const questionsAbout = (application: string) => [
  `overview?application=${application}&from=${now - 60_000}&to=${now + 60_000}`,
  `sessions?application=${application}&from=${now - 60_000}&to=${now + 60_000}`,
  `sessions/s?application=${application}`,
];
const QUESTIONS = ['applications', ...questionsAbout('app')];
const bearer = (token: string) => ({ authorization: `Bearer ${token}` });

/** A server on a port, with an event and a piece of a replay of each of three applications. */
async function startAsked({ replay, ...config }: ConfigInput = {}) {
  const { server, post, postSegment, cookie } = await startReplayServer({
    port: 0,
    tokens: { ann: READER, bea: { token: SHOPS, applications: ['app', 'shop_*'] } },
    adminTokens: { officer: OFFICER },
    replay: { tokens: { ann: WATCHER }, ...replay },
    ...config,
  });
  const applications = ['app', 'shop_de', 'other'].map((id) => ({ application: { id } }));
  await post(batch(applications.map((of) => errorEvent('x', of))));
  for (const of of applications) await postSegment(segment([record(now)], of));
  await eventually(async () => {
    const { json } = await server.app.inject('/healthz');
    return json<Json>()['intake_log_waiting_bytes'] === 0;
  });
  const { url } = await server.listen();
  const ask = (path: string, headers: Record<string, string> = {}) =>
    new Promise<{ status: number | undefined; body: Json }>((resolve, reject) => {
      request(
        `${url}/api/v1/${path}`,
        { headers: { cookie, ...headers }, agent: false },
        (response) => {
          let text = '';
          response
            .setEncoding('utf8')
            .on('data', (part: string) => (text += part))
            .on('end', () =>
              resolve({ status: response.statusCode, body: JSON.parse(text) as Json }),
            );
        },
      )
        .on('error', reject)
        .end();
    });
  return { server, ask };
}

const fetched = (site: string, dest: string) => ({
  'sec-fetch-site': site,
  'sec-fetch-dest': dest,
});

describe('events are read', () => {
  it.each([
    ['on the machine itself', 'loopback', {}, 200],
    ['by its name', 'loopback', { host: 'localhost:4400' }, 200],
    ['by IPv6', 'loopback', { host: '[::1]:4400' }, 200],
    ['on the machine itself without its key', 'loopback', { cookie: '' }, 401],
    ['on the machine itself with another key', 'loopback', { cookie: 'firsthand-12345678=x' }, 401],
    ['by a proxy that hides itself', 'loopback', { host: 'localhost:4400', cookie: '' }, 401],
    ['by a page of another site', 'loopback', { 'sec-fetch-site': 'cross-site' }, 403],
    ['by a page of another port', 'loopback', { 'sec-fetch-site': 'same-site' }, 403],
    ['by a page of an older browser', 'everyone', { origin: 'https://evil.test' }, 403],
    ['by the console itself', 'loopback', { 'sec-fetch-site': 'same-origin' }, 200],
    ['by a script of the console', 'loopback', fetched('same-origin', 'empty'), 200],
    ['by a picture of a replay', 'loopback', fetched('same-origin', 'image'), 403],
    ['in a tab of its own', 'loopback', fetched('none', 'document'), 200],
    ['by a name that was made to lead to it', 'loopback', { host: 'evil.test' }, 403],
    ['by a name that only begins so', 'loopback', { host: 'localhost.evil.test' }, 403],
    ['through a proxy', 'loopback', { 'x-forwarded-for': '127.0.0.1' }, 403],
    ['through another', 'loopback', { forwarded: 'for=127.0.0.1' }, 403],
    ['through one that says no more', 'loopback', { 'x-real-ip': '192.0.2.7' }, 403],
    ['with a token through a proxy', 'loopback', { via: '1.1 p', ...bearer(READER) }, 200],
    ['with a wrong token', 'loopback', bearer('a-token-of-no-one-at-all'), 401],
    ['without a token', 'token', {}, 401],
    ['with a wrong token', 'token', bearer('a-token-of-no-one-at-all'), 401],
    ['with the beginning of a token', 'token', bearer(READER.slice(0, -1)), 401],
    ['by whom the proxy knows', 'token', { authorization: 'Basic YW5uOmFubg==' }, 401],
    ['with a token', 'token', bearer(READER), 200],
    ['with a token for replays', 'token', bearer(WATCHER), 200],
    ['with the token of an administrator', 'token', bearer(OFFICER), 200],
    ['from elsewhere', 'everyone', { host: 'a.test', 'x-forwarded-for': '192.0.2.7' }, 200],
    ['by whom the proxy knows', 'everyone', { authorization: 'Basic YW5uOmFubg==' }, 200],
    ['with a token of the proxy', 'everyone', bearer('a-token-of-no-one-at-all'), 200],
  ] as const)('%s, access by %s', async (_, access, headers, status) => {
    const { ask } = await startAsked({ access });
    for (const question of QUESTIONS) {
      const answer = await ask(question, headers);
      expect([question, answer.status]).toEqual([question, status]);
      if (status !== 200) expect(Object.keys(answer.body)).toEqual(['error']);
    }
  });

  it.each([
    ['loopback', 403],
    ['token', 401],
    ['everyone', 200],
  ] as const)('from another machine, access by %s', async (access, status) => {
    const { server } = await startServer({ access });
    const url = '/api/v1/applications';
    const { statusCode } = await server.app.inject({ url, remoteAddress: '192.0.2.7' });
    expect(statusCode).toBe(status);
  });

  it('by no page that names itself as a trusted proxy does', async () => {
    const { ask } = await startAsked({ trustProxy: true });
    const headers = { host: 'evil.test', 'x-forwarded-host': 'localhost' };
    for (const question of [...QUESTIONS, 'sessions/s/replay?application=app']) {
      expect((await ask(question, headers)).status).toBe(403);
    }
  });

  it('by no one before who asks is known, whatever the question', async () => {
    const { ask } = await startAsked({ access: 'token' });
    expect((await ask('overview')).status).toBe(401);
    expect((await ask('overview', bearer(READER))).status).toBe(400);
  });

  it('and what is missing is said', async () => {
    const { ask } = await startAsked({ access: 'token' });
    const lists = 'tokens, replay.tokens or adminTokens';
    expect((await ask('applications')).body).toEqual({
      error: `This needs one of the server’s ${lists}, as Bearer.`,
    });
    expect((await ask('applications', bearer('x'))).body).toEqual({
      error: `This token is none of the server’s ${lists}.`,
    });
  });
});

describe('the key of a data folder', () => {
  const open = async (headers: Record<string, string> = {}, path = '/sessions?env=prod') => {
    const dataDir = temporaryFolder();
    const { server } = await startServer({ dataDir });
    const key = readFileSync(join(dataDir, 'local.key'), 'utf8');
    const url = `${path}${path.includes('?') ? '&' : '?'}key=${key}`;
    const { statusCode: status, headers: answered } = await server.app.inject({
      url,
      headers: { cookie: '', ...headers },
    });
    const { location, 'set-cookie': set } = answered;
    return { server, key, status, location, set: String(set ?? '') };
  };

  it('in an address is exchanged for a cookie that scripts and other sites do not have', async () => {
    const { server, status, location, set } = await open();
    expect([status, location]).toEqual([303, '/sessions?env=prod']);
    expect(set).toMatch(/^firsthand-\w{8}=[\w-]{43}; Path=\/; .*HttpOnly; SameSite=Strict$/);
    const [cookie = ''] = set.split(';');
    const url = '/api/v1/applications';
    const answer = await server.app.inject({ url, headers: { cookie } });
    expect([answer.statusCode, answer.headers['cache-control']]).toEqual([200, 'no-store']);
  });

  it.each([
    ['from elsewhere', { 'x-forwarded-for': '192.0.2.7' }, '/'],
    ['by another name', { host: 'evil.test' }, '/'],
    ['to the API', {}, '/api/v1/applications'],
  ])('gives no cookie %s', async (_, headers, path) => {
    expect((await open(headers as Record<string, string>, path)).set).toBe('');
  });

  it('leads to no other site', async () => {
    const { server, key } = await open();
    for (const path of ['//evil.test/', '/\\evil.test/', '///evil.test/', '//['])
      expect((await server.app.inject(`${path}?key=${key}`)).headers['location']).toMatch(
        /^\/(?![/\\])/,
      );
  });

  it('outlives the server, for its owner’s eyes only', async () => {
    const dataDir = temporaryFolder();
    const first = await startServer({ dataDir });
    await first.close();
    const second = await startServer({ dataDir });
    expect(second.cookie).toBe(first.cookie);
    expect(statSync(join(dataDir, 'local.key')).mode & 0o777).toBe(0o600);
  });
});

describe('a token', () => {
  const idsOf = ({ body }: { body: Json }) =>
    (body as unknown as ApplicationsAnswer).applications.map(({ id }) => id).toSorted();

  it('of some applications reads only these, and sees only these listed', async () => {
    const { ask } = await startAsked({ access: 'token' });
    expect(idsOf(await ask('applications', bearer(READER)))).toEqual(['app', 'other', 'shop_de']);
    expect(idsOf(await ask('applications', bearer(SHOPS)))).toEqual(['app', 'shop_de']);
    for (const application of ['app', 'shop_de']) {
      for (const question of questionsAbout(application)) {
        expect((await ask(question, bearer(SHOPS))).status).toBe(200);
      }
    }
    for (const application of ['other', 'APP', 'app_', 'my_shop_de', '']) {
      for (const question of questionsAbout(application)) {
        expect(await ask(question, bearer(SHOPS))).toEqual({
          status: 403,
          body: { error: `This token is not for application ${application}.` },
        });
      }
    }
  });

  it('of some applications watches only their replays', async () => {
    const tokens = { cy: { token: 'a-token-of-one-who-watches-shops', applications: ['shop_*'] } };
    const { ask } = await startAsked({ access: 'token', replay: { access: 'token', tokens } });
    const headers = bearer(tokens.cy.token);
    const replayOf = (id: string) => ask(`sessions/s/replay?application=${id}`, headers);
    expect((await replayOf('shop_de')).status).toBe(200);
    expect((await replayOf('app')).status).toBe(403);
    for (const question of questionsAbout('app')) {
      expect((await ask(question, headers)).status).toBe(403);
    }
    const { body } = await ask('audit', bearer(OFFICER));
    expect(body['entries']).toMatchObject([{ who: 'cy', action: 'replay' }]);
  });

  it('for events is none for replays, erasures, exports and the audit log', async () => {
    const { ask, server } = await startAsked({ access: 'token', replay: { access: 'token' } });
    for (const path of ['sessions/s/replay?application=app', 'audit']) {
      expect((await ask(path, bearer(READER))).status).toBe(401);
    }
    for (const path of ['erasures', 'exports']) {
      const { statusCode } = await server.app.inject({
        method: 'POST',
        url: `/api/v1/${path}`,
        headers: bearer(READER),
        payload: { application: 'app' },
      });
      expect(statusCode).toBe(401);
    }
  });

  it('in two lists may what each of them allows', async () => {
    const { ask } = await startAsked({
      access: 'token',
      tokens: { bea: { token: SHOPS, applications: ['shop_*'] } },
      replay: { access: 'token', tokens: { bea: { token: SHOPS, applications: ['app'] } } },
    });
    expect(idsOf(await ask('applications', bearer(SHOPS)))).toEqual(['app', 'shop_de']);
    const replayOf = (id: string) => ask(`sessions/s/replay?application=${id}`, bearer(SHOPS));
    expect((await replayOf('app')).status).toBe(200);
    expect((await replayOf('shop_de')).status).toBe(403);
  });
});

it.each([
  [{ access: 'anyone' }, /access must be equal/],
  [{ tokens: { ann: 'short' } }, /tokens\.ann must not have fewer than 16 characters/],
  [
    { tokens: { ann: { token: 'short', applications: ['app'] } } },
    /tokens\.ann\.token must not have fewer than 16 characters/,
  ],
  [{ replay: { tokens: { ann: { token: READER } } } }, /replay\.tokens\.ann .* applications/],
  [{ tokens: { ann: { token: READER, applications: [] } } }, /applications must not have fewer/],
])('a configuration %j is refused', (config, sentence) => {
  expect(() => completeConfig(config as ConfigInput)).toThrow(sentence);
});

it.each<[ConfigInput, RegExp[]]>([
  [{}, []],
  [{ host: '127.0.0.1', access: 'everyone' }, []],
  [{ host: '0.0.0.0' }, [/^Nobody elsewhere may read/]],
  [{ host: '0.0.0.0', access: 'token' }, [/^Nobody elsewhere may read/]],
  [{ host: '0.0.0.0', access: 'token', tokens: { ann: READER } }, []],
  [{ host: '0.0.0.0', adminTokens: { ann: OFFICER } }, []],
  [{ host: '0.0.0.0', access: 'everyone' }, [/^Everyone who reaches/]],
  [
    { host: '0.0.0.0', access: 'everyone', rum: {} },
    [/^Any origin may send/, /^Everyone who reaches/],
  ],
])('at a start with %j an operator is told what is open or closed', (config, sentences) => {
  const rum = { allowOrigins: ['https://shop.test'] };
  const warnings = warningsAbout(completeConfig({ rum, ...config }));
  expect(warnings).toEqual(sentences.map((sentence) => expect.stringMatching(sentence)));
});
