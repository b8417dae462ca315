import { writeFileSync, appendFileSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import fastify from 'fastify';
import { describe, expect, it, onTestFinished, vi } from 'vitest';
import { completeConfig } from '../src/config.js';
import { intake } from '../src/intake/intake.js';
import { toEventRow } from '../src/store/event-row.js';
import { batch, errorEvent, viewEvent, type Json } from './fixtures.js';
import { everyRow, filesWith, startReadable, TOKEN } from './privacy-fixtures.js';
import { record, segment } from './replay-fixtures.js';

const USER = 'subject-of-erasure-4711';
const SESSION = 'session-of-erasure-0815';
const OTHER = 'someone-else-1234';

const of = (session: string, id?: string): Json => ({
  session: { id: session, type: 'user' },
  ...(id && { usr: { id, name: `Name of ${id}`, email: `${id}@shop.test` } }),
});
/** A page before signing in, the view in two snapshots, and an error that quotes the user's id. */
const visit = (date = Date.now() - 60_000) => [
  batch([viewEvent('visit', 1, { date, ...of(SESSION) })]),
  batch([
    viewEvent('visit', 2, { date, ...of(SESSION, USER) }),
    errorEvent(`No basket of ${USER}`, { date, ...of(SESSION, USER) }),
  ]),
  batch([errorEvent('kept', { date, ...of('other', OTHER) })]),
];
/** What the page of {@link visit} showed. */
const replayed = (session: string, user: string, date = Date.now() - 60_000) =>
  segment([record(date, { text: `Welcome back, ${user}` }, 2)], { session: { id: session } });
const refusedRow = (session: string, user: string) =>
  `${JSON.stringify(
    toEventRow({
      event: errorEvent('refused', { date: 1, ...of(session, user) }) as never,
      eventId: 'refused',
      enrichment: {},
      receivedAt: 1,
    }),
  )}\n`;
const accepted = (response: { json: () => unknown }) => response.json() as Json;

describe.each([
  ['user', USER],
  ['user', `${USER}@shop.test`],
  ['session', SESSION],
])('after the erasure of the %s %s', (kind, id) => {
  it('no file, table or log has it, and late batches bring nothing back', async () => {
    const printed = vi.spyOn(process.stdout, 'write');
    const complained = vi.spyOn(console, 'error');
    onTestFinished(() => void vi.restoreAllMocks());
    const { post, postSegment, ask, isDrained, dataDir, close } = await startReadable();
    const batches = visit();
    const recorded = replayed(SESSION, USER);
    for (const payload of batches) {
      await post(payload);
      await isDrained();
    }
    await postSegment(recorded);
    await postSegment(replayed('other', OTHER));
    await isDrained();
    appendFileSync(
      join(dataDir, 'refused-rows.ndjson'),
      `${refusedRow(SESSION, USER)}{"torn ${USER} ${SESSION}\n${refusedRow('other', OTHER)}`,
    );
    // A segment of the log that the disk spoilt was kept.
    writeFileSync(
      join(dataDir, 'intake-log/000000000001.damaged'),
      `00000000 {"${USER} ${SESSION}\n`,
    );
    expect((await ask('exports', { [kind]: id })).status).toBe(200);
    // The last ones still wait in the intake logs.
    await Promise.all([
      post(batch([errorEvent(`late of ${USER}`, of(SESSION, USER))])),
      postSegment(replayed(SESSION, USER)),
    ]);
    for (const text of [USER, SESSION]) {
      const places = new Set(filesWith(dataDir, text).map((path) => path.split('/')[0]));
      expect(places).toEqual(new Set(['intake-log', 'replay-log', 'refused-rows.ndjson', 'store']));
    }

    const answer = await ask('erasures', { [kind]: id });
    expect([answer.status, JSON.parse(answer.text)]).toEqual([
      200,
      { erased: { events: 3, sessions: 1, replay_segments: 2 }, removed_from_disk: true },
    ]);
    const isGone = () => {
      expect([USER, SESSION].flatMap((text) => filesWith(dataDir, text))).toEqual([]);
    };
    isGone();
    // The client's clock may be late, and a retry hours late.
    expect(accepted(await post(batches[1] ?? ''))).toMatchObject({
      accepted: 0,
      refused: [
        { line: 1, reason: 'belongs to what was erased' },
        { line: 2, reason: 'belongs to what was erased' },
      ],
    });
    // What names no one is known by its session.
    expect(accepted(await post(batches[0] ?? ''))).toMatchObject({ accepted: 0 });
    expect(accepted(await postSegment(recorded))).toEqual({
      accepted: 0,
      refused: [{ line: 0, field: '', reason: 'belongs to what was erased' }],
    });
    await post(batches[2] ?? '');
    await isDrained();
    isGone();
    await close();
    isGone();

    const rows = await everyRow(dataDir);
    expect(rows).toContain(OTHER);
    expect(rows).toContain(`Welcome back, ${OTHER}`);
    expect(rows).not.toContain(USER);
    expect(rows).not.toContain(SESSION);
    expect(readFileSync(join(dataDir, 'refused-rows.ndjson'), 'utf8')).toBe(
      refusedRow('other', OTHER),
    );
    const logs = JSON.stringify([printed.mock.calls, complained.mock.calls]);
    expect(logs).not.toContain(USER);
    expect(logs).not.toContain(SESSION);

    const again = await startReadable(dataDir);
    for (const payload of batches.slice(0, 2)) {
      expect(accepted(await again.post(payload))).toMatchObject({ accepted: 0 });
    }
    expect(accepted(await again.postSegment(recorded))).toMatchObject({ accepted: 0 });
    await again.isDrained();
    isGone();
    expect(
      JSON.parse((await again.ask('exports', { user: OTHER })).text.split('\n')[0] ?? ''),
    ).toMatchObject({
      error: { message: 'kept' },
      usr: { id: OTHER },
    });
  });
});

it('an application is erased whole, and what it sends afterwards is taken', async () => {
  const { post, postSegment, ask, isDrained, dataDir } = await startReadable();
  const application = { id: 'erased_application' };
  const before = batch([errorEvent('before', { application })]);
  const wrong = Date.now() - 5 * 60 * 60_000;
  await post(before);
  await post(
    batch([errorEvent('by a wrong clock', { application, date: wrong })], { sent_at: wrong }),
  );
  await postSegment(segment([record(Date.now())], { application }));
  await post(batch([errorEvent('kept')]));
  await isDrained();
  expect(filesWith(dataDir, application.id)).not.toEqual([]);
  expect(JSON.parse((await ask('erasures', { application: application.id })).text)).toEqual({
    erased: { events: 2, sessions: 1, replay_segments: 1 },
    removed_from_disk: true,
  });
  expect(filesWith(dataDir, application.id)).toEqual([]);
  expect(accepted(await post(before))).toMatchObject({ accepted: 0 });
  expect(filesWith(dataDir, 'kept')).not.toEqual([]);
});

it('a user who was erased may come again', async () => {
  const { post, ask } = await startReadable();
  await post(batch([errorEvent('x', of(SESSION, USER))]));
  await ask('erasures', { user: USER });
  vi.useFakeTimers({ toFake: ['Date'], now: Date.now() + 10 * 60_000 });
  onTestFinished(() => void vi.useRealTimers());
  const later = errorEvent('x', of('next session', USER));
  expect(accepted(await post(batch([later])))).toMatchObject({ accepted: 1 });
  expect(accepted(await post(batch([{ ...later, ...of(SESSION, USER) }])))).toMatchObject({
    accepted: 0,
  });
});

it('a late batch of an erased user is known by its corrected date, whatever the clock says', async () => {
  const { post, ask } = await startReadable();
  await ask('erasures', { user: USER });
  for (const skew of [0, 3 * 60 * 60_000, -3 * 60 * 60_000]) {
    const now = Date.now() - skew;
    const late = errorEvent('x', { date: now - 60_000, ...of('unknown session', USER) });
    expect(accepted(await post(batch([late], { sent_at: now })))).toMatchObject({ accepted: 0 });
  }
});

it('the erasure of what is not there says so', async () => {
  const { ask } = await startReadable();
  expect(JSON.parse((await ask('erasures', { user: USER })).text)).toEqual({
    erased: { events: 0, sessions: 0, replay_segments: 0 },
    removed_from_disk: true,
  });
});

it.each([
  ['no token', '', { user: USER }, 401],
  ['another token', 'b-token-of-the-privacy-officer', { user: USER }, 401],
  ['no subject', TOKEN, {}, 400],
  ['two subjects', TOKEN, { user: USER, session: SESSION }, 400],
])('with %s nothing is erased or exported', async (_, token, subject, status) => {
  const { post, ask, stored } = await startReadable();
  await post(batch([errorEvent('kept', { usr: { id: USER } })]));
  for (const path of ['erasures', 'exports']) {
    expect((await ask(path, subject, token)).status).toBe(status);
  }
  expect((await ask('audit', undefined, token)).status).toBe(token === TOKEN ? 200 : 401);
  expect(await stored((events) => events.length === 1)).toHaveLength(1);
});

it('what is erased while its batch is being read is not kept', async () => {
  const kept: unknown[] = [];
  let erasures = 0;
  const app = fastify();
  await app.register(intake, {
    config: completeConfig({}),
    enrichRequest: () => ({}),
    threads: {} as never,
    logs: { events: { append: async (json: string) => void kept.push(json) } } as never,
    tombstones: {
      get erasures() {
        return erasures;
      },
      // Somebody erases between the first event and the second.
      covers: () => (erasures += 1) > 1,
    } as never,
  });
  const answer = await app.inject({
    method: 'POST',
    url: '/v1/events',
    headers: { 'content-type': 'text/plain' },
    payload: batch([errorEvent('first'), errorEvent('second')]),
  });
  expect([answer.json<Json>()['accepted'], kept]).toEqual([0, []]);
});
