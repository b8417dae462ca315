import { collect, eventually } from '@firsthand/testing';
import { afterEach, describe, expect, it } from 'vitest';
import { fetchRequests } from '../src/fetch.js';
import { marked } from './marked.js';

type Arguments = Parameters<typeof fetch>;
type Make = (url: string) => readonly unknown[];

let running: ReturnType<typeof collect> | undefined;
const frame = document.createElement('iframe');
afterEach(() => {
  running?.stop();
  frame.remove();
});

/** The same classes, of another realm. */
const other = () => {
  document.body.append(frame);
  return frame.contentWindow as Window & typeof globalThis;
};
const own = { 'x-own': '1' };

/** https://webidl.spec.whatwg.org/#es-dictionary: members are read by Get, inherited ones and accessors too. */
class Options {
  get method() {
    return 'DELETE';
  }
  get headers() {
    return own;
  }
}
class Heir extends Options {}
class Mine extends Request {}
const pairs = () => new Map(Object.entries(own));

const forms: [form: string, make: Make, seen: { method: string }][] = [
  [
    'options that are a Request',
    (url) => [url, new Request('/other', { method: 'DELETE', headers: own })],
    { method: 'DELETE' },
  ],
  ['options of a class of accessors', (url) => [url, new Options()], { method: 'DELETE' }],
  ['options of a class that inherits accessors', (url) => [url, new Heir()], { method: 'DELETE' }],
  [
    'options that are inherited',
    (url) => [url, Object.create({ method: 'PUT', headers: own })],
    { method: 'PUT' },
  ],
  [
    'options without a prototype',
    (url) => [url, Object.assign(Object.create(null), { method: 'PUT', headers: own })],
    { method: 'PUT' },
  ],
  [
    'options that are a proxy',
    (url) => [url, new Proxy({ method: 'PUT', headers: own }, {})],
    { method: 'PUT' },
  ],
  [
    'options that are a function',
    (url) => [url, Object.assign(() => {}, { method: 'PUT', headers: own })],
    { method: 'PUT' },
  ],
  [
    'options that are frozen',
    (url) => [url, Object.freeze({ method: 'PUT', headers: Object.freeze({ ...own }) })],
    { method: 'PUT' },
  ],
  [
    'a Request beside accessors',
    (url) => [new Request(url, { method: 'PUT' }), new Options()],
    { method: 'DELETE' },
  ],
  [
    'a Request beside a Request',
    (url) => [
      new Request(url, { method: 'PUT', body: 'b' }),
      new Request('/', { method: 'POST', headers: own }),
    ],
    { method: 'POST' },
  ],
  ['a Request of a subclass', (url) => [new Mine(url, { headers: own })], { method: 'GET' }],
  [
    'a Request of another realm',
    (url) => [new (other().Request)(url, { method: 'PUT', headers: own, body: 'body' })],
    { method: 'PUT' },
  ],
  [
    'an URL of another realm',
    (url) => [new (other().URL)(url), { headers: own }],
    { method: 'GET' },
  ],
  [
    'headers of another realm',
    (url) => [url, { headers: new (other().Headers)(own) }],
    { method: 'GET' },
  ],
  ['headers that are a Map', (url) => [url, { headers: pairs() }], { method: 'GET' }],
  ['headers that are entries', (url) => [url, { headers: pairs().entries() }], { method: 'GET' }],
  [
    'headers that are a Set of pairs',
    (url) => [url, { headers: new Set(pairs()) }],
    { method: 'GET' },
  ],
  [
    'headers that a generator makes',
    (url) => [
      url,
      {
        headers: (function* () {
          yield* pairs();
        })(),
      },
    ],
    { method: 'GET' },
  ],
  [
    'headers of pairs that can be read once',
    (url) => [url, { headers: [...pairs()].map((pair) => pair.values()) }],
    { method: 'GET' },
  ],
  [
    'headers behind a getter that is read once',
    (url) => {
      let reads = 0;
      return [
        url,
        {
          get headers() {
            reads += 1;
            return reads === 1 ? own : { 'x-own': 'read again' };
          },
        },
      ];
    },
    { method: 'GET' },
  ],
];

/** What the server saw, but for what differs from request to request. */
async function echoed(make: Make, url: string) {
  const response = await fetch(...(make(url) as unknown as Arguments));
  const { headers, ...seen } = (await response.json()) as { headers: Record<string, string> };
  const { traceparent, ...rest } = headers;
  return { traceparent, seen: { ...seen, headers: rest } };
}

describe.each([
  ['untraced', {}],
  ['traced', { allowedTracingUrls: [`${location.origin}/hostile/`] }],
])('the network sees, %s, what it would see without us:', (way, options) => {
  it.each(forms)('%s', async (form, make, seen) => {
    const plain = await echoed(make, `${location.origin}/hostile/echo`);
    expect(plain.seen).toMatchObject({ ...seen, headers: own });
    running = collect(fetchRequests(options));
    const emitted = running;
    const { url, resources } = marked(() => emitted.emitted);
    const withUs = await echoed(make, url('/echo'));
    expect(withUs.seen).toEqual(plain.seen);
    expect(withUs.traceparent === undefined).toBe(way === 'untraced');
    await eventually('a resource', () => resources().length);
    expect(resources()).toMatchObject([{ status_code: 200 }]);
    // What has getters is left to the browser, unless headers are added.
    const isHidden = way === 'untraced' && /accessors/.test(form);
    expect(resources()[0]?.method).toBe(isHidden ? undefined : seen.method);
  });
});
