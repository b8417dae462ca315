import { readFileSync } from 'node:fs';
import { expect, test } from 'vitest';
import { completeness } from '../src/facts.ts';
import type { Post } from '../src/peer.ts';
import { floors, sdks } from '../src/peers.ts';
import { datadog } from '../src/peers/datadog.ts';

const SIX_ERRORS = ['a text', 'handled', 'rejected', 'several', 'thrown', 'written'];
const ALL_VITALS = ['CLS', 'FCP', 'INP', 'LCP', 'TTFB'];

/** What of a journey is in the posts below. */
const recorded: Record<string, Record<string, readonly string[]>> = {
  'web-vitals': { vital: ALL_VITALS },
  firsthand: {
    view: ['/list', '/start', '/thanks'],
    error: [...SIX_ERRORS, 'csp'],
    request: ['/hostile/status/fetch-0/200'],
    resource: ['/picture-0.svg'],
    click: ['button 0'],
    'long task': ['long task'],
    vital: ALL_VITALS,
    'custom event': ['event 0'],
  },
  datadog: {
    view: ['/list', '/start'],
    error: [...SIX_ERRORS, 'csp'],
    request: ['/hostile/status/fetch-0/200'],
    resource: ['/picture-0.svg'],
    click: ['button 0'],
    'long task': ['long task'],
    vital: ALL_VITALS,
    'custom event': ['event 0'],
  },
  sentry: {
    view: ['/list', '/start'],
    error: SIX_ERRORS,
    request: ['/hostile/status/fetch-0/200'],
    click: ['button 7'],
    vital: [...ALL_VITALS, 'FP'],
    'custom event': ['event 0'],
  },
  faro: {
    view: ['/start'],
    error: ['csp', 'handled', 'rejected', 'several', 'thrown', 'written'],
    request: ['/hostile/status/fetch-0/200'],
    resource: ['/picture-0.svg'],
    click: ['button 0'],
    vital: ['FCP', 'LCP', 'TTFB'],
    'custom event': ['event 0'],
  },
  elastic: {
    view: ['/list', '/start'],
    error: ['a text', 'handled', 'rejected', 'several', 'thrown'],
    request: ['/hostile/status/fetch-0/200'],
    click: ['button 8'],
    vital: ['CLS', 'FCP', 'LCP', 'TTFB'],
    'custom event': ['event 0'],
  },
  opentelemetry: {
    view: ['/start'],
    error: ['handled'],
    request: ['/hostile/status/fetch-0/200'],
    click: ['button 0'],
    vital: ['TTFB'],
    'custom event': ['event 0'],
  },
  'new-relic': {
    view: ['/list', '/start'],
    error: SIX_ERRORS,
    request: ['/hostile/status/fetch-0/200'],
    resource: ['/picture-0.svg'],
    click: ['button 0'],
    vital: ALL_VITALS,
    'custom event': ['event 0'],
  },
  'aws-rum': {
    view: ['/list', '/start'],
    error: ['a text', 'handled', 'rejected', 'several', 'thrown'],
    request: ['/hostile/status/fetch-0/200'],
    resource: ['/picture-0.svg'],
    click: ['button 0'],
    vital: ALL_VITALS,
    'custom event': ['event 0'],
  },
  posthog: {
    view: ['/list', '/start'],
    error: SIX_ERRORS,
    click: ['button 0'],
    vital: ['CLS', 'FCP', 'INP', 'LCP'],
    'custom event': ['event 0'],
  },
};

test.for([floors.webVitals, ...sdks])(
  '$name: its posts, as a browser has sent them, are read',
  ({ id, read }) => {
    const facts = Object.groupBy(read(posts(id)), ({ kind }) => kind);
    const keys = Object.entries(facts).map(([kind, all]) => [kind, all.map(({ key }) => key)]);
    expect(sorted(Object.fromEntries(keys))).toEqual(sorted(recorded[id] ?? {}));
  },
);

test('a fact that is said twice is told from one that is missing', () => {
  const facts = datadog.read([...posts('datadog'), ...posts('datadog')]);
  expect(completeness(datadog, 'request', facts)).toMatchObject({
    arrived: 1,
    twice: 1,
    happened: 60,
  });
  expect(completeness(datadog, 'view', facts)).toMatchObject({ arrived: 2, twice: 0 });
  expect(completeness({ ...datadog, omits: ['view'] }, 'view', facts)).toBeUndefined();
});

/** What a browser has posted on the journey, cut down to what is read of it. */
function posts(id: string): Post[] {
  const file = new URL(`./posts/${id}.json`, import.meta.url);
  const recordings = JSON.parse(readFileSync(file, 'utf8')) as Record<
    'path' | 'query' | 'text',
    string
  >[];
  return recordings.map(({ path, query, text }) => ({
    method: 'POST',
    path,
    query: new URLSearchParams(query),
    body: Buffer.from(text),
    text,
  }));
}

function sorted(facts: Record<string, readonly string[]>): Record<string, string[]> {
  return Object.fromEntries(Object.entries(facts).map(([kind, keys]) => [kind, keys.toSorted()]));
}
