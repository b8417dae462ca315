import type {
  ApplicationsAnswer,
  OverviewAnswer,
  SessionAnswer,
  SessionsAnswer,
} from '@firsthand/protocol/query';
import { describe, expect, it } from 'vitest';
import { batch, errorEvent, event, eventually, startServer, viewEvent } from './fixtures.js';

const now = Date.now();
const hour = 60 * 60_000;
const range = `application=app&from=${now - hour}&to=${now + 1_000}`;

/** Three sessions: five views of two names, two errors in one view, one action. */
async function startFilledServer() {
  const { post, get } = await startServer();
  const view = (id: string, name: string, { session = 's', lcp = 0, env = 'prod' } = {}) =>
    viewEvent(id, 1, {
      date: now - 600_000,
      env,
      version: '1.0',
      session: { id: session, type: 'user' },
      view: { name, performance: { lcp: { timestamp: lcp * 1e6 }, cls: { score: lcp / 10_000 } } },
    });
  const inView = (id: string, name: string) => ({
    date: now - 500_000,
    env: 'prod',
    version: '1.0',
    view: { id, url: 'https://shop.test/', name },
  });
  await post(
    batch([
      view('1', '/cart', { lcp: 1_000 }),
      view('2', '/cart', { lcp: 2_000 }),
      view('3', '/cart', { lcp: 3_000, session: 't' }),
      view('4', '/cart', { lcp: 4_000, session: 't' }),
      view('5', '/home', { lcp: 500, session: 'u', env: 'staging' }),
      errorEvent('a', inView('1', '/cart')),
      errorEvent('b', inView('1', '/cart')),
      event('action', {
        ...inView('1', '/cart'),
        action: { id: 'x', type: 'click', target: { name: 'Buy' } },
      }),
      event('view', { ...viewEvent('old', 1), date: now - 2 * hour }),
    ]),
  );
  const overview = async (filter = '') =>
    (await get<OverviewAnswer>(`overview?${range}${filter}`)).body;
  await eventually(async () => (await overview()).totals.views === 5);
  return { get, overview };
}

describe('the overview', () => {
  it('leaves out sessions that are only there because of an error', async () => {
    const { post, get } = await startServer();
    const session = { id: 'kept', type: 'user', kept_on_error: true };
    await post(
      batch([
        viewEvent('kept', 1, { date: now - 600_000, session }),
        errorEvent('kept', { date: now - 500_000, session }),
        viewEvent('sampled', 1, { date: now - 600_000 }),
      ]),
    );
    const listed = async () => (await get<SessionsAnswer>(`sessions?${range}`)).body.sessions;
    await eventually(async () => (await listed()).length === 2);
    expect((await listed()).map(({ id }) => id)).toContain('kept');
    const { body } = await get<OverviewAnswer>(`overview?${range}`);
    expect(body.totals).toMatchObject({ views: 1, sessions: 1, errors: 0 });
  });

  it('counts, and takes the 75th percentile over views', async () => {
    const { overview } = await startFilledServer();
    const { totals } = await overview();
    expect(totals).toEqual({
      views: 5,
      sessions: 3,
      errors: 2,
      error_rate: 0.2,
      // Of 500, 1,000, 2,000, 3,000 and 4,000.
      lcp_p75: 3_000,
      inp_p75: null,
      cls_p75: 0.3,
    });
  });

  it('answers by view name, the most viewed first', async () => {
    const { overview } = await startFilledServer();
    const { views } = await overview();
    expect(
      views.map(({ name, views: count, error_rate, lcp_p75 }) => [
        name,
        count,
        error_rate,
        lcp_p75,
      ]),
    ).toEqual([
      // Inclusive, between 3,000 and 4,000: 1,000 … 4,000 at 0.75 × 3 = 2.25.
      ['/cart', 4, 0.25, 3_250],
      ['/home', 1, 0, 500],
    ]);
  });

  it('has a point for every interval, with what happened in it', async () => {
    const { overview } = await startFilledServer();
    const { series, interval } = await overview();
    expect(series.map(({ at }, index) => at - (series[0]?.at ?? 0) - index * interval)).toEqual(
      series.map(() => 0),
    );
    expect(series.length).toBeGreaterThanOrEqual(30);
    expect(series.length).toBeLessThanOrEqual(73);
    expect(series.reduce((sum, { views }) => sum + views, 0)).toBe(5);
    const point = series.find(({ at }) => at <= now - 600_000 && now - 600_000 < at + interval);
    expect(point?.views).toBe(5);
  });

  it('is about one environment or version where that is asked', async () => {
    const { overview } = await startFilledServer();
    expect((await overview('&env=staging')).totals.views).toBe(1);
    expect((await overview('&version=2.0')).totals).toMatchObject({
      views: 0,
      error_rate: null,
      lcp_p75: null,
    });
  });
});

describe('figures worked out by hand', () => {
  /** A point a minute: an hour and no more is asked for. */
  const from = Math.floor((now - 2 * hour) / hour) * hour;
  const asked = `application=app&from=${from}&to=${from + hour}`;

  async function startWith(events: Parameters<typeof batch>[0]) {
    const { post, get } = await startServer();
    // The marker is outside of what is asked for, and behind all that is.
    const marker = { date: now, session: { id: 'marker', type: 'user' } };
    await post(batch([...events, errorEvent('marker', marker)]));
    await eventually(async () => (await get('sessions/marker?application=app')).status === 200);
    return get;
  }

  const at = (minute: number) => from + minute * 60_000;

  it('stand for each interval, with empty intervals between', async () => {
    const get = await startWith([
      viewEvent('a', 1, { date: at(0) }),
      viewEvent('b', 1, { date: at(10), view: { performance: { inp: { duration: 80e6 } } } }),
      viewEvent('c', 1, { date: at(10), view: { performance: { inp: { duration: 120e6 } } } }),
      errorEvent('e', { date: at(11), view: { id: 'c', url: 'https://shop.test/' } }),
    ]);
    const { series, interval, totals } = (await get<OverviewAnswer>(`overview?${asked}`)).body;
    expect([interval, series.map((point) => point.at)]).toEqual([
      60_000,
      Array.from({ length: 60 }, (_, minute) => at(minute)),
    ]);
    const none = { error_rate: null, lcp_p75: null, inp_p75: null, cls_p75: null };
    expect(
      series.flatMap((point, minute) => (point.views || point.errors ? [minute] : [])),
    ).toEqual([0, 10, 11]);
    expect(series[0]).toEqual({ ...none, at: at(0), views: 1, errors: 0, error_rate: 0 });
    expect(series[5]).toEqual({ ...none, at: at(5), views: 0, errors: 0 });
    // 80 + 0.75 × 40; one of the two views has an error.
    expect(series[10]).toEqual({
      ...none,
      at: at(10),
      views: 2,
      errors: 0,
      error_rate: 0.5,
      inp_p75: 110,
    });
    expect(series[11]).toEqual({ ...none, at: at(11), views: 0, errors: 1 });
    expect(totals).toMatchObject({ views: 3, errors: 1, error_rate: 1 / 3, inp_p75: 110 });
  });

  it('take what happens at `from` in, and leave out what happens at `to`', async () => {
    const get = await startWith([
      viewEvent('before', 1, { date: from - 1 }),
      viewEvent('first', 1, { date: from }),
      viewEvent('last', 1, { date: from + hour - 1 }),
      viewEvent('after', 1, { date: from + hour }),
    ]);
    const { totals, series } = (await get<OverviewAnswer>(`overview?${asked}`)).body;
    expect([totals.views, series.at(0)?.views, series.at(-1)?.views]).toEqual([2, 1, 1]);
  });

  it('are zero and unknown where there was nothing', async () => {
    const get = await startWith([]);
    const { totals, series, views } = (await get<OverviewAnswer>(`overview?${asked}`)).body;
    expect(totals).toEqual({
      views: 0,
      sessions: 0,
      errors: 0,
      error_rate: null,
      lcp_p75: null,
      inp_p75: null,
      cls_p75: null,
    });
    expect([series.length, views]).toEqual([60, []]);
  });

  it('are of one environment, version or application only', async () => {
    const of = (id: string, fields: Record<string, unknown>) =>
      viewEvent(id, 1, { date: at(1), env: 'prod', version: '1', ...fields });
    const get = await startWith([
      of('a', {}),
      of('b', { version: '2' }),
      of('c', { version: '2', env: 'staging' }),
      of('d', { application: { id: 'other' } }),
    ]);
    const views = async (query: string) =>
      (await get<OverviewAnswer>(`overview?${query}`)).body.totals.views;
    expect([
      await views(asked),
      await views(`${asked}&env=prod`),
      await views(`${asked}&version=2`),
      await views(`${asked}&env=prod&version=2`),
      await views(`${asked}&env=prod&version=3`),
      await views(asked.replace('=app', '=other')),
    ]).toEqual([3, 2, 2, 1, 0, 1]);
  });

  it('are by the 200 view names that are most viewed, of any number that strangers make up', async () => {
    const get = await startWith([
      ...Array.from({ length: 300 }, (_, index) =>
        viewEvent(`stranger ${index}`, 1, { date: at(1), view: { name: `/made-up/${index}` } }),
      ),
      viewEvent('1', 1, { date: at(2), view: { name: '/real' } }),
      viewEvent('2', 1, { date: at(2), view: { name: '/real' } }),
    ]);
    const { totals, views, series } = (await get<OverviewAnswer>(`overview?${asked}`)).body;
    expect([totals.views, views.length, views[0]]).toEqual([
      302,
      200,
      expect.objectContaining({ name: '/real', views: 2 }),
    ]);
    expect([series[1]?.views, series[2]?.views, series.length]).toEqual([300, 2, 60]);
  });

  it('of sessions come in the order in which they were last active', async () => {
    const session = (id: string) => ({ session: { id, type: 'user' } });
    const get = await startWith([
      viewEvent('1', 1, { date: at(1), ...session('early'), view: { time_spent: 1e9 } }),
      // Begins first and lasts longest.
      viewEvent('2', 1, { date: at(0), ...session('long'), view: { time_spent: 1_800e9 } }),
      viewEvent('3', 1, { date: at(5), ...session('middle'), view: { name: '/start' } }),
      viewEvent('4', 1, { date: at(6), ...session('middle'), view: { name: '/end' } }),
    ]);
    const { sessions } = (await get<SessionsAnswer>(`sessions?${asked}`)).body;
    expect(sessions.map(({ id, last_event_at: last }) => [id, last])).toEqual([
      ['long', at(30)],
      ['middle', at(6) + 1_000],
      ['early', at(1) + 1_000],
    ]);
    expect(sessions[1]).toMatchObject({ views: 2, entry_view: '/start', last_view: '/end' });
  });

  it('of a session come with its events, oldest first, and with no other application’s', async () => {
    const get = await startWith([
      errorEvent('third', { date: at(3) }),
      errorEvent('first', { date: at(1) }),
      errorEvent('second', { date: at(2) }),
      errorEvent('foreign', { date: at(2), application: { id: 'other' } }),
    ]);
    const { body } = await get<SessionAnswer>('sessions/s?application=app');
    expect(body.events.map((found) => found.type === 'error' && found.error.message)).toEqual([
      'first',
      'second',
      'third',
    ]);
    expect([body.truncated, body.session.errors, body.session.application]).toEqual([
      false,
      3,
      'app',
    ]);
    expect((await get('sessions/s?application=third')).status).toBe(404);
  });
});

describe('sessions and applications', () => {
  it('are listed with their counts', async () => {
    const { get } = await startFilledServer();
    const { body } = await get<SessionsAnswer>(`sessions?${range}`);
    expect(body.sessions.find(({ id }) => id === 's')).toMatchObject({
      application: 'app',
      env: 'prod',
      version: '1.0',
      views: 2,
      actions: 1,
      errors: 2,
      entry_view: '/cart',
      started_at: now - 600_000,
      last_event_at: now - 500_000,
    });
    expect(body.sessions.map(({ id }) => id).toSorted()).toEqual(['s', 't', 'u']);
    expect(
      (await get<SessionsAnswer>(`sessions?${range}&limit=1`)).body.sessions.map(({ id }) => id),
    ).toEqual(['s']);
    expect((await get<ApplicationsAnswer>('applications')).body.applications).toMatchObject([
      { id: 'app', envs: ['prod', 'staging'], versions: ['1.0'] },
    ]);
  });
});

it.each([
  ['overview?application=app', 400, /from/],
  [`overview?application=a-b&from=1&to=2`, 400, /application/],
  [`overview?application=app&from=2&to=1`, 400, /before/],
  [`sessions?${range}&limit=9999`, 400, /limit/],
  [`overview?application=app&from=1&to=1`, 400, /^from must be before to\.$/],
  ['overview?application=app&from=-1&to=2', 400, /from/],
  ['overview?application=app&from=soon&to=2', 400, /from/],
  ['sessions/s', 400, /application/],
  ['sessions/nobody?application=app', 404, /^Session nobody has no events in application app\.$/],
  ['unknown', 404, /nothing at GET/],
])('%s is refused with %i and a sentence', async (url, status, sentence) => {
  const { get } = await startServer();
  const answer = await get<{ error: string }>(url);
  expect([answer.status, answer.body.error]).toEqual([status, expect.stringMatching(sentence)]);
});

it('what a person types is never part of the query’s text', async () => {
  const { get } = await startFilledServer();
  const hostile = encodeURIComponent("' OR 1=1 --");
  const { status, body } = await get<OverviewAnswer>(`overview?${range}&env=${hostile}`);
  expect([status, body.totals.views]).toEqual([200, 0]);
});
