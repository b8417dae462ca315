import { expect, it } from 'vitest';
import { batch, errorEvent, viewEvent, type Json } from './fixtures.js';
import { startReadable, TOKEN } from './privacy-fixtures.js';
import { record, segment } from './replay-fixtures.js';

const of = (session: string, usr?: Json): Json => ({
  session: { id: session, type: 'user' },
  ...(usr && { usr }),
});
const ada = { id: 'ada', email: 'ada@shop.test', anonymous_id: 'a-browser' };

/** Two visits of Ada, in the first of which Bob used her browser too, and one of no one. */
async function startWithVisits() {
  const started = await startReadable();
  const start = Date.now() - 60_000;
  const at = (second: number, message: string, fields: Json) =>
    errorEvent(message, { date: start + second * 1_000, ...fields });
  await started.post(
    batch([
      viewEvent('v', 1, { date: start, ...of('first') }),
      at(1, 'before she signed in', of('first')),
      at(2, 'signed in', of('first', ada)),
      at(3, 'Bob', of('first', { id: 'bob' })),
      at(4, 'again', of('second', { id: 'ada' })),
      at(5, 'no one', of('third')),
    ]),
  );
  const exported = async (subject: Json) => {
    const { status, text } = await started.ask('exports', subject);
    expect(status).toBe(200);
    return text
      .split('\n')
      .filter(Boolean)
      .map((line) => JSON.parse(line) as Json)
      .map((event) => (event['error'] as Json | undefined)?.['message'] ?? event['type']);
  };
  return { ...started, exported };
}

it.each([
  ['by id', { user: 'ada' }, ['view', 'before she signed in', 'signed in', 'again']],
  ['by e-mail', { user: 'ada@shop.test' }, ['view', 'before she signed in', 'signed in']],
  ['by browser', { user: 'a-browser' }, ['view', 'before she signed in', 'signed in']],
  ['of a session', { session: 'second' }, ['again']],
  ['of no one who is known', { user: "x' OR 1=1" }, []],
])('an export (%s) has all that is theirs and nothing of others, oldest first', async (...row) => {
  const [, subject, events] = row;
  const { exported } = await startWithVisits();
  expect(await exported(subject)).toEqual(events);
});

it('an export of more than a piece of the answer is complete', async () => {
  const { post, exported } = await startWithVisits();
  const many = Array.from({ length: 3_000 }, (_, n) => `${n} ${'x'.repeat(500)}`);
  for (let start = 0; start < many.length; start += 500) {
    const errors = many.slice(start, start + 500).map((text) => errorEvent(text, of('many')));
    expect((await post(batch(errors))).json()).toMatchObject({ accepted: 500 });
  }
  expect((await exported({ session: 'many' })).toSorted()).toEqual(many.toSorted());
});

it('exports and erasures are on record: who, when, what; the erased by hash', async () => {
  const { ask, exported } = await startWithVisits();
  const before = Date.now();
  const entries = async () => {
    const { text } = await ask('audit');
    return (JSON.parse(text) as { entries: (Json & { at: number })[] }).entries;
  };
  await exported({ user: 'bob' });
  await exported({ user: 'ada' });
  expect(await entries()).toMatchObject([
    { who: 'officer', action: 'export', subject_kind: 'user', subject: 'ada' },
    { who: 'officer', action: 'export', subject_kind: 'user', subject: 'bob' },
  ]);
  await ask('erasures', { user: 'ada' });
  const hash = expect.stringMatching(/^sha256:[\da-f]{32}:[\da-f]{64}$/) as string;
  const after = await entries();
  expect(after).toMatchObject([
    { who: 'officer', action: 'erasure', subject_kind: 'user', subject: hash },
    { who: 'officer', action: 'export', subject_kind: 'user', subject: hash },
    { who: 'officer', action: 'export', subject_kind: 'user', subject: 'bob' },
  ]);
  expect(after[0]?.['subject']).toBe(after[1]?.['subject']);
  for (const { at } of after) {
    expect(at).toBeGreaterThanOrEqual(before);
    expect(at).toBeLessThanOrEqual(Date.now());
  }
  expect(JSON.stringify(after)).not.toContain(TOKEN);
});

it('an export has the replays of sessions in which no one else was seen', async () => {
  const { ask, postSegment, exported } = await startWithVisits();
  const date = Date.now() - 50_000;
  const records = [record(date, { text: 'page' }, 2), record(date + 1)];
  for (const session of ['first', 'second', 'third']) {
    await postSegment(segment(records, { session: { id: session } }));
  }
  const replays = async (subject: Json) => {
    const { text } = await ask('exports', subject);
    const lines = text.split('\n').filter(Boolean);
    return lines
      .map((line) => JSON.parse(line) as Json)
      .filter(({ type }) => type === 'replay_segment');
  };
  expect(await replays({ user: 'ada' })).toMatchObject([{ session: { id: 'second' }, records }]);
  expect(await replays({ user: 'bob' })).toEqual([]);
  expect(await replays({ session: 'first' })).toMatchObject([
    { session: { id: 'first' }, records },
  ]);
  expect(await replays({ application: 'app' })).toHaveLength(3);
  expect(await exported({ session: 'second' })).toEqual(['again', 'replay_segment']);
});
