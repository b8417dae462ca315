import type { ApplicationsAnswer, OverviewAnswer, SessionsAnswer } from '@firsthand/protocol/query';
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
  ['sessions/nobody?application=app', 404, /nobody/],
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
