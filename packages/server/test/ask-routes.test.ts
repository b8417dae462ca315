import { expect, it } from 'vitest';
import { batch, errorEvent, startServer, viewEvent, type Json } from './fixtures.js';

const now = Date.now();
const range = { application: 'app', from: now - 3_600_000, to: now + 60_000 };

async function startAsked(config = {}) {
  const { server, post, stored } = await startServer(config);
  const at = { date: now - 60_000 };
  await post(
    batch([
      viewEvent('v', 1, { ...at, context: { plan: 'pro' }, view: { loading_time: 2e9 } }),
      errorEvent('Total is missing', at),
    ]),
  );
  const ask = async (question: string, body: Json, headers = {}) => {
    const response = await server.app.inject({
      method: 'POST',
      url: `/api/v1/ask/${question}`,
      headers,
      payload: { ...range, ...body },
    });
    return { status: response.statusCode, body: response.json<Json>() };
  };
  return { server, ask, stored };
}

it('questions are asked over HTTP', async () => {
  const { ask, stored, server } = await startAsked();
  await stored((events) => events.length === 2);
  expect(
    await ask('count', { measures: ['count', 'count(error)'], filter: '@context.plan:pro' }),
  ).toEqual({
    status: 200,
    body: { values: { count: 1, 'count(error)': 0 } },
  });
  expect((await ask('table', { measures: ['p75(loading_time)'], by: ['view.name'] })).body).toEqual(
    {
      rows: [{ group: { 'view.name': '/cart' }, values: { 'p75(loading_time)': 2_000 } }],
      truncated: false,
    },
  );
  const found = (await ask('list', { filter: '"total is"', fields: ['error.message'] })).body as {
    events: { event_id: string; fields: Json }[];
  };
  expect(found.events.map(({ fields }) => fields)).toEqual([
    { 'error.message': 'Total is missing' },
  ]);
  const id = encodeURIComponent(found.events[0]?.event_id ?? '');
  const one = await server.app.inject(`/api/v1/sessions/s/events/${id}?application=app`);
  expect(one.json()).toMatchObject({ type: 'error', error: { message: 'Total is missing' } });
});

it.each([
  [
    'count',
    { measures: ['count'], filter: 'brwser:x' },
    /^filter: There is no field brwser.*\(column 1\)$/,
  ],
  [
    'count',
    { measures: ['count'], filter: 'lcp:>fast' },
    /^filter: .*such as 500ms or 2s; fast is none\. \(column 5\)$/,
  ],
  [
    'count',
    { measures: ['count'], filter: 'country:(DE US)' },
    /^filter: .*OR or AND.*\(column \d+\)$/,
  ],
  ['count', { measures: ['median(lcp)'] }, /^There is no measure median\(lcp\)\.$/],
  ['count', { measures: ['constructor'] }, /^There is no measure constructor\.$/],
  ['count', { measures: ['constructor(lcp)'] }, /^There is no measure constructor\(lcp\)\.$/],
  ['count', { measures: ['__proto__'] }, /^There is no measure __proto__\.$/],
  ['count', { measures: ['p75(browser)'] }, /^browser\.name is no number\.$/],
  ['count', { measures: ['good(resource.duration)'] }, /no limits between good and poor/],
  ['count', { measures: [] }, /measures/],
  ['count', { measures: ['count'], fliter: 'env:prod' }, /^There is no fliter\.$/],
  ['count', { measures: ['sessions(errors)'] }, /^There are no events of type errors\.$/],
  ['compare', { measures: ['count'], against: { from: 2, to: 1 } }, /^from must be before to\.$/],
  ['count', {}, /measures/],
  ['count', { measures: ['count'], from: 2, to: 1 }, /^from must be before to\.$/],
  [
    'table',
    { measures: ['count'], by: ['error.type'] },
    /^error\.type is a field of error: no view has it\.$/,
  ],
  ['table', { measures: ['count'], by: ['lcp'] }, /ask for its distribution/],
  ['table', { measures: ['count'], by: ['country'], order: 'p75(lcp)' }, /is none of the measures/],
  ['series', { measures: ['count'], interval: 1_000, to: now + 1e9 }, /at most 1500 points/],
  ['explain', { measure: 'country', against: { filter: '' } }, /limits between good and poor/],
  ['list', { after: 'x' }, /after must be/],
  ['list', { fields: ['nothing'] }, /There is no field nothing/],
])('%s of %j is refused with a sentence', async (question, body, sentence) => {
  const { ask } = await startAsked();
  const answer = await ask(question, body);
  expect([answer.status, answer.body['error']]).toEqual([400, expect.stringMatching(sentence)]);
});

it('the column of a fault is that of the filter as it was typed', async () => {
  const { server } = await startAsked();
  const answer = await server.app.inject(
    `/api/v1/overview?application=app&from=1&to=2&env=staging&filter=${encodeURIComponent('foo:bar')}`,
  );
  expect(answer.json()).toEqual({ error: expect.stringMatching(/foo.*\(column 1\)$/) as string });
});

it('a token gets answers about its applications alone', async () => {
  const { ask } = await startAsked({
    access: 'token',
    tokens: { ann: { token: 'a token of ann here', applications: ['other'] } },
  });
  const headers = { authorization: 'Bearer a token of ann here' };
  expect((await ask('count', { measures: ['count'] }, headers)).status).toBe(403);
  expect((await ask('count', { application: 'other', measures: ['count'] }, headers)).status).toBe(
    200,
  );
  expect((await ask('count', { measures: ['count'] })).status).toBe(401);
});
