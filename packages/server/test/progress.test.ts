import { randomUUID } from 'node:crypto';
import type { QuestionProgress } from '@firsthand/protocol/query';
import fastify from 'fastify';
import { expect, it, onTestFinished } from 'vitest';
import { answering } from '../src/ask/answering.js';
import { openQuestions, type Work } from '../src/ask/ask.js';
import { openProgress } from '../src/ask/progress.js';
import { queryRoutes } from '../src/ask/routes.js';
import { serverRoutes } from '../src/ask/server-routes.js';
import { openStore } from '../src/store/store.js';
import { eventually, startServer, temporaryFolder } from './fixtures.js';

const ROWS = 1e12;
const ENDLESS = `SELECT count() AS n FROM numbers_mt(${ROWS}) WHERE number % 7 = 3`;
const LIMITS = { atOnce: 1, waiting: 10, seconds: 50, bytes: 1e9 };
const QUESTION = 'applications';

/** A server whose questions have no end. */
async function startEndless() {
  const store = await openStore({ path: temporaryFolder() });
  const query = (_sql: string, _parameters: unknown, options: object) =>
    store.query(ENDLESS, {}, options);
  const progress = openProgress(store);
  const readerOf = ({ headers }: { headers: Record<string, unknown> }) => ({
    name: String(headers['name']),
    mayRead: () => true,
  });
  const questions = openQuestions({ query: query as never }, LIMITS);
  const answer = answering({ questions, progress, readerOf });
  const app = fastify();
  await app.register(queryRoutes, {
    answer,
    readerOf,
    since: () => ({ hourly_figures: 0, hourly_sessions: 0 }),
  });
  await app.register(serverRoutes, { progress, store, readerOf });
  const url = await app.listen({ host: '127.0.0.1', port: 0 });
  onTestFinished(async () => {
    app.server.closeAllConnections();
    await app.close();
    await store.close();
  });
  const asks = (path: string, headers: Record<string, string> = {}, signal?: AbortSignal) =>
    fetch(`${url}/${path}`, { headers: { name: 'ann', ...headers }, ...(signal && { signal }) });
  return {
    asks,
    /** Asks what has no end. @returns what ends it */
    ask(id: string) {
      const abort = new AbortController();
      asks(QUESTION, { 'question-id': id }, abort.signal).catch(() => {});
      return () => abort.abort();
    },
    /** What a reader is told, once `check` holds of it. */
    progressOf: (id: string, check: (told: QuestionProgress) => boolean) =>
      eventually(async () => {
        const answer = await asks(`questions/${id}`);
        const told = (await answer.json()) as QuestionProgress;
        return answer.status === 200 && check(told) && told;
      }),
  };
}

it('a question that takes long tells who asks it what it has read, until nobody waits for it', async () => {
  const { ask, asks, progressOf } = await startEndless();
  const id = randomUUID();
  const end = ask(id);
  const told = await progressOf(id, ({ rows_read }) => rows_read > 0);
  expect(told).toEqual({
    state: 'running',
    seconds: expect.any(Number) as number,
    rows_read: expect.any(Number) as number,
    rows_total: ROWS,
  });
  const later = await progressOf(id, ({ rows_read }) => rows_read > told.rows_read);
  expect(later.seconds).toBeGreaterThan(told.seconds);

  expect((await asks(`questions/${id}`, { name: 'bob' })).status).toBe(404);
  end();
  await eventually(async () => (await asks(`questions/${id}`)).status === 404);
});

it('a question that waits for its turn says so, and one that waits with another for its answer has its progress', async () => {
  const store = await openStore({ path: temporaryFolder() });
  const { on } = openQuestions(store, LIMITS);
  const progress = openProgress(store);
  const abort = new AbortController();
  const ask = (name: string, sql: string) =>
    progress
      .during(name, (onWork) => on(abort.signal, onWork)({ sql, parameters: {}, settings: {} }))
      .catch(() => {});
  const all = [
    ask('first', ENDLESS),
    ask('same', ENDLESS),
    ask('other', `${ENDLESS} AND number > 1`),
  ];
  for (const name of ['first', 'same'])
    await eventually(async () => ((await progress.of(name))?.rows_read ?? 0) > 0);
  expect(await progress.of('other')).toMatchObject({
    state: 'waiting',
    rows_read: 0,
    rows_total: 0,
  });
  abort.abort();
  await Promise.all(all);
  expect(await progress.of('first')).toBeUndefined();
  await store.close();
});

it('what an earlier step of a question has read stays read', async () => {
  const read = { mark: 'a', read: 30, total: 100 };
  const progress = openProgress({
    progress: (marks) => Promise.resolve(marks.includes('a') ? [read] : []),
  });
  const works: Record<'a' | 'b', { mark: string; state: Work['state'] }> = {
    a: { mark: 'a', state: 'running' },
    b: { mark: 'b', state: 'waiting' },
  };
  await progress.during('question', async (onWork) => {
    const told = () => progress.of('question');
    expect(await told()).toMatchObject({ state: 'running', rows_read: 0, rows_total: 0 });
    onWork(works.a);
    expect(await told()).toMatchObject({ state: 'running', rows_read: 30, rows_total: 100 });
    works.a.state = 'done';
    onWork(works.b);
    expect(await told()).toMatchObject({ state: 'waiting', rows_read: 100, rows_total: 100 });
  });
});

it.each([
  ['questions/1', {}, 400, /params\/id must match format "uuid"/],
  [`questions/${randomUUID()}`, {}, 404, /^You ask no question .*, or it is answered\.$/],
  ['applications', { 'question-id': 'mine' }, 400, /headers\/question-id must match format "uuid"/],
  ['applications', { 'question-id': randomUUID() }, 200, undefined],
])('%s with %j is answered by %i', async (path, headers, status, sentence) => {
  const { server } = await startServer();
  const answer = await server.app.inject({ url: `/api/v1/${path}`, headers });
  expect(answer.statusCode).toBe(status);
  if (sentence) expect(answer.json<{ error: string }>().error).toMatch(sentence);
});

it('of questions nobody learns who may not read', async () => {
  const { server } = await startServer({ access: 'token' });
  expect((await server.app.inject(`/api/v1/questions/${randomUUID()}`)).statusCode).toBe(401);
});
