import {
  extractSkyWalking,
  type Datadog,
  type OpenTelemetry,
  type Received,
  type Reference,
} from '../tracing/back-ends.js';
import { expect, test } from '../tracing/fixtures.js';
import { injectors } from '../tracing/injectors.js';
import { readable, unreadable } from '../tracing/own-headers.js';

/** Every trace header that there is, and baggage. */
const optionsFor = ({ url }: OpenTelemetry) => ({
  allowedTracingUrls: [
    { match: url, propagatorTypes: ['tracecontext', 'b3', 'b3multi', 'datadog', 'jaeger', 'sw8'] },
  ],
  propagateTraceBaggage: true,
});

function traceHeadersOf({ headers }: Received): object {
  return Object.fromEntries(
    Object.entries(headers).filter(([name]) => /trace|b3|datadog|sw8|baggage/.test(name)),
  );
}

/** What the decoder of the request's format reads. */
async function readBy(
  { datadog, parents }: { datadog: Datadog; parents: Record<string, Reference> },
  { path, headers }: Received,
): Promise<Reference | undefined> {
  if (headers['sw8']) return extractSkyWalking(headers);
  return headers['x-datadog-trace-id'] ? (await datadog.extract([headers]))[0] : parents[path];
}

test('trace headers that an app’s own tracing sets arrive as they are with none beside them, and are referred to', async ({
  backEnd,
  call,
  datadog,
  page,
  pageOf,
  storedOf,
}) => {
  await page.goto(pageOf({ options: optionsFor(backEnd) }));
  const ways = await page.evaluate<string[]>('PAGE.withHeaders');
  const given = new Map<string, object>();
  for (const [format, inject] of Object.entries({ ...injectors, datadog: datadog.inject })) {
    const headers = await inject();
    for (const path of await call(`/${format}`, { ways, headers })) given.set(path, headers);
  }
  const stored = await storedOf([...given.keys()]);
  const parents = await backEnd.parents();
  const requests = (await backEnd.received()).filter(({ path }) => given.has(path));
  expect(requests).toHaveLength(7 * ways.length);
  for (const request of requests) {
    const { path, traceId, traceFlags } = request;
    expect(traceHeadersOf(request), path).toEqual(given.get(path));
    // Of a trace that is not sampled, OpenTelemetry keeps no span.
    if (path.startsWith('/unsampled/')) {
      expect(stored[path]?.trace_id, path).toBe(traceId);
      expect(traceFlags, path).toBe(0);
    } else {
      expect(stored[path]?.span_id, path).toBeTruthy();
      expect(stored[path], path).toEqual(await readBy({ datadog, parents }, request));
    }
  }
});

test('an app’s own trace header is referred to as its back end reads it, and one that it refuses names no trace', async ({
  backEnd,
  datadog,
  page,
  pageOf,
  storedOf,
}) => {
  await page.goto(pageOf({ options: optionsFor(backEnd) }));
  const given = { ...readable, ...unreadable };
  await page.evaluate(
    async ([backEnd, given]) => {
      for (const [name, headers] of Object.entries(given))
        await (await fetch(`${backEnd}/${name}`, { headers })).text();
      await fetch(`${backEnd}/no-cors`, { mode: 'no-cors' });
      await fetch(new Request(`${backEnd}/no-cors-of-a-Request`, { mode: 'no-cors' }));
    },
    [backEnd.url, given] as const,
  );
  const hidden = ['/no-cors', '/no-cors-of-a-Request'];
  const paths = [...Object.keys(given).map((name) => `/${name}`), ...hidden];
  const stored = await storedOf(paths);
  const parents = await backEnd.parents();
  for (const request of await backEnd.received()) {
    const { path } = request;
    if (!paths.includes(path)) continue;
    const name = path.slice(1);
    expect(traceHeadersOf(request), path).toEqual(given[name] ?? {});
    expect(stored[path], path).toEqual(await readBy({ datadog, parents }, request));
    expect(!!stored[path]?.trace_id, path).toBe(name in readable);
  }
});

test('with OpenTelemetry in the page, started before us or after us, one traceparent arrives and is referred to', async ({
  backEnd,
  call,
  page,
  pageOf,
  storedOf,
}) => {
  const options = { allowedTracingUrls: [backEnd.url] };
  for (const place of ['before', 'after']) {
    await page.goto(pageOf({ options, ...(place === 'before' && { first: 'opentelemetry' }) }));
    if (place === 'after') await page.addScriptTag({ url: '/opentelemetry.js' });
    const paths = await call(`/traced/${place}`);
    const stored = await storedOf(paths);
    const theirs = await page.evaluate<string[]>('PAGE.spanIds');
    const parents = await backEnd.parents();
    const requests = (await backEnd.received()).filter(({ path }) => paths.includes(path));
    expect(requests).toHaveLength(paths.length);
    for (const { path, headers } of requests) {
      expect(headers['traceparent'], path).toMatch(/^00-[\da-f]{32}-[\da-f]{16}-01$/);
      expect(stored[path], path).toEqual(parents[path]);
      // A header of an XMLHttpRequest cannot be taken back, and two values would join to none.
      const isOurs = place === 'before' && /\/XMLHttpRequest|XHR$/.test(path);
      expect(theirs.includes(parents[path]?.span_id ?? ''), path).toBe(!isOurs);
    }
  }
});
