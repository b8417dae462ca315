import { extractSkyWalking, type Reference } from '../tracing/back-ends.js';
import { atAnotherSite, expect, test } from '../tracing/fixtures.js';

/** Of each format the types that say it. */
const formats: Record<string, string[]> = {
  tracecontext: ['tracecontext'],
  b3: ['b3'],
  b3multi: ['b3multi'],
  jaeger: ['jaeger'],
  datadog: ['datadog'],
  both: ['tracecontext', 'datadog'],
  sw8: ['sw8'],
};

test('in every format and by every way to call, a back end’s own decoder reads the ids that are stored', async ({
  backEnd,
  call,
  datadog,
  page,
  pageOf,
  storedOf,
}) => {
  const allowedTracingUrls = Object.entries(formats).map(([format, propagatorTypes]) => ({
    match: `${backEnd.url}/${format}`,
    propagatorTypes,
  }));
  await page.goto(pageOf({ options: { allowedTracingUrls, service: 'shöp' } }));
  const asked: string[] = [];
  for (const format of Object.keys(formats)) asked.push(...(await call(`/${format}`)));
  const stored = await storedOf(asked);
  expect(new Set(Object.values(stored).map(({ span_id }) => span_id)).size).toBe(asked.length);

  const received = await backEnd.received();
  const read: Record<string, Reference> = await backEnd.parents();
  const decoders: Record<string, typeof datadog.extract> = {
    datadog: datadog.extract,
    both: datadog.extract,
    sw8: async (requests) => requests.map(extractSkyWalking),
  };
  for (const [format, decode] of Object.entries(decoders)) {
    const requests = received.filter(({ path }) => path.startsWith(`/${format}/`));
    const references = await decode(requests.map(({ headers }) => headers));
    for (const [index, { path }] of requests.entries()) read[path] = references[index] ?? {};
  }

  const table: Record<string, Record<string, string>> = {};
  for (const path of asked) {
    const [, format = '', way = ''] = path.split('/');
    const [expected, seen] = [JSON.stringify(stored[path]), JSON.stringify(read[path])];
    (table[way] ??= {})[format] = expected === seen ? 'joined' : `${expected}, read ${seen}`;
  }
  console.table(table);
  const joined = Object.fromEntries(Object.keys(formats).map((format) => [format, 'joined']));
  for (const [way, row] of Object.entries(table)) expect(row, way).toEqual(joined);
  const own = received.filter(({ headers }) => headers['x-own'] === 'kept');
  const withOwn = await page.evaluate<string[]>('PAGE.withHeaders');
  expect(own).toHaveLength(withOwn.length * Object.keys(formats).length);
});

test('an OpenTelemetry server’s spans follow the stored requests, and have the ids of session, user and account', async ({
  backEnd,
  call,
  page,
  pageOf,
  stored,
  storedOf,
}) => {
  const options = { allowedTracingUrls: [backEnd.url], propagateTraceBaggage: true };
  await page.goto(pageOf({ options }));
  await page.evaluate(`FIRSTHAND.rum.setUser({ id: 'zoë, 7=%' })`);
  await page.evaluate(`FIRSTHAND.rum.setAccount({ id: 'acme' })`);
  const asked = await call('/traced');
  const references = await storedOf(asked);
  const spans = await backEnd.spans();
  const events = await stored.ofType('resource');
  for (const path of asked) {
    const event = events.find(({ resource }) => new URL(resource.url).pathname === path);
    expect(event?.usr?.id).toBe('zoë, 7=%');
    expect(spans.find(({ attributes }) => attributes['url.path'] === path)).toMatchObject({
      traceId: references[path]?.trace_id,
      parentSpanId: references[path]?.span_id,
      attributes: {
        'session.id': event?.session.id,
        'user.id': event?.usr?.id,
        'account.id': event?.account?.id,
      },
    });
  }
});

test('an OpenTelemetry server does not sample a trace that says so, in every format that it reads', async ({
  backEnd,
  call,
  page,
  pageOf,
  storedOf,
}) => {
  const types = ['tracecontext', 'b3', 'b3multi', 'jaeger'];
  const allowedTracingUrls = types.map((type) => ({
    match: `${backEnd.url}/${type}`,
    propagatorTypes: [type],
  }));
  const rates = { traceSampleRate: 0, traceContextInjection: 'all' };
  await page.goto(pageOf({ options: { allowedTracingUrls, ...rates } }));
  const asked: string[] = [];
  const ways = ['fetch(text)', 'XMLHttpRequest'];
  for (const type of types) asked.push(...(await call(`/${type}`, { ways })));
  const references = await storedOf(asked);
  const requests = (await backEnd.received()).filter(({ path }) => asked.includes(path));
  expect(requests).toHaveLength(asked.length);
  for (const { path, traceId, traceFlags } of requests) {
    expect(traceId, path).toBe(references[path]?.trace_id);
    expect(traceFlags, path).toBe(0);
  }
  const spans = await backEnd.spans();
  expect(spans.map(({ attributes }) => attributes['url.path'])).toEqual(['/document']);
});

test('the trace that a back end names by Server-Timing is that of view and document; a request’s own goes before', async ({
  backEnd,
  page,
  pageOf,
  storedOf,
  stored,
}) => {
  await page.goto(pageOf({ options: { allowedTracingUrls: [`${backEnd.url}/traced`] } }));
  await page.evaluate(async (backEnd) => {
    for (const path of ['traced', 'untraced'])
      await (await fetch(`${backEnd}/${path}?named`)).text();
  }, backEnd.url);
  const references = await storedOf(['/traced', '/untraced']);
  const spanOf = async (path: string) => {
    const spans = await backEnd.spans();
    const { traceId, spanId } =
      spans.find(({ attributes }) => attributes['url.path'] === path) ?? {};
    return { trace_id: traceId, span_id: spanId };
  };
  const [view] = await stored.ofType('view');
  expect(view?._dd).toMatchObject(await spanOf('/document'));
  const resources = await stored.ofType('resource');
  const ofDocument = resources.find(({ resource }) => resource.type === 'document');
  expect(ofDocument?._dd).toEqual(await spanOf('/document'));
  expect(references).toEqual({
    '/traced': (await backEnd.parents())['/traced'],
    '/untraced': await spanOf('/untraced'),
  });
});

test('headers go along with a redirect to another site, unless the address that redirects is excluded', async ({
  backEnd,
  page,
  pageOf,
  storedOf,
}) => {
  const options = {
    allowedTracingUrls: [backEnd.url],
    excludedTracingUrls: [`${backEnd.url}/excluded`],
  };
  await page.goto(pageOf({ options }));
  const asked = ['/allowed', '/excluded'].flatMap((path) => [`${path}/fetch`, `${path}/xhr`]);
  await page.evaluate(
    async ([backEnd, other, asked]) => {
      for (const path of asked) {
        const url = `${backEnd}${path}?${new URLSearchParams({ next: `${other}/landed${path}` })}`;
        if (path.endsWith('fetch')) await (await fetch(url)).text();
        else {
          const request = new XMLHttpRequest();
          request.open('GET', url);
          const ended = new Promise((resolve) => request.addEventListener('loadend', resolve));
          request.send();
          await ended;
        }
      }
    },
    [backEnd.url, atAnotherSite(backEnd.url), asked] as const,
  );
  const stored = await storedOf(asked);
  const received = await backEnd.received();
  const parents = await backEnd.parents();
  for (const path of asked) {
    const first = received.find((request) => request.path === path);
    const landed = received.find((request) => request.path === `/landed${path}`);
    expect(landed?.headers.host).toMatch(/^localhost:/);
    expect(landed?.headers['traceparent'], path).toBe(first?.headers['traceparent']);
    expect(!!first?.headers['traceparent'], path).toBe(path.startsWith('/allowed'));
    expect(parents[`/landed${path}`], path).toEqual(stored[path]);
  }
});

test('baggage goes to addresses of the page’s site, and to another site only where that is said', async ({
  backEnd,
  call,
  page,
  pageOf,
}) => {
  const other = atAnotherSite(backEnd.url);
  const said = { match: `${other}/said`, propagateTraceBaggage: true };
  const allowedTracingUrls = [said, backEnd.url, other];
  await page.goto(pageOf({ options: { allowedTracingUrls, propagateTraceBaggage: true } }));
  const asked = {
    near: await call('/near'),
    far: await call('/far', { at: other }),
    said: await call('/said', { at: other }),
  };
  const received = await backEnd.received();
  for (const [site, paths] of Object.entries(asked)) {
    const requests = received.filter(({ path }) => paths.includes(path));
    expect(requests).toHaveLength(paths.length);
    for (const { path, headers } of requests) {
      expect(headers['traceparent'], path).toMatch(/^00-\w{32}-\w{16}-01$/);
      expect(!!headers['baggage'], path).toBe(site !== 'far');
    }
  }
});
