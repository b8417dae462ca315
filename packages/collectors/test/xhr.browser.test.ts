import { collect, eventually } from '@firsthand/testing';
import { afterEach, describe, expect, it } from 'vitest';
import { xhrRequests } from '../src/xhr.js';
import { marked, withoutMark } from './marked.js';

type Url = (path: string) => string;
type Act = (url: Url) => Promise<unknown>;
type Case = [sentence: string, act: Act, resource: object];

const { open, send, setRequestHeader } = XMLHttpRequest.prototype;
let running: ReturnType<typeof collect> | undefined;

afterEach(() => {
  running?.stop();
  running = undefined;
  expect(XMLHttpRequest.prototype).toMatchObject({ open, send, setRequestHeader });
});

const mark = () => marked(() => running?.emitted ?? []);

interface Options {
  method?: string;
  body?: XMLHttpRequestBodyInit;
  prepare?: (xhr: XMLHttpRequest) => void;
  act?: (xhr: XMLHttpRequest) => void;
}

/** All that a page can see of a request: its events in order, and what it got. */
function request(url: string, { method = 'GET', body, prepare, act }: Options = {}) {
  return new Promise<unknown>((resolve) => {
    const xhr = new XMLHttpRequest();
    const events: string[] = [];
    for (const type of ['loadstart', 'load', 'error', 'abort', 'timeout'])
      xhr.addEventListener(type, () => events.push(type));
    xhr.addEventListener('loadend', () => {
      const { status, readyState, responseType, response } = xhr;
      const text =
        response instanceof ArrayBuffer
          ? String(new Uint8Array(response))
          : JSON.stringify(response);
      resolve({
        events,
        status,
        readyState,
        responseType,
        text: withoutMark(String(text)).slice(0, 1_000),
      });
    });
    xhr.open(method, url);
    prepare?.(xhr);
    xhr.send(body);
    act?.(xhr);
  });
}

const get =
  (path: string, options?: Options): Act =>
  (url) =>
    request(url(path), options);

const typed = (path: string, responseType: XMLHttpRequestResponseType) =>
  get(path, { prepare: (xhr) => (xhr.responseType = responseType) });

function synchronous(url: string): unknown {
  const xhr = new XMLHttpRequest();
  xhr.open('GET', url, false);
  try {
    xhr.send();
    return [xhr.status, withoutMark(xhr.responseText)];
  } catch (error) {
    return (error as Error).name;
  }
}

const cases: Case[] = [
  ['a plain GET', get('/ok'), { method: 'GET', status_code: 200 }],
  ['a method in small letters', get('/echo', { method: 'put', body: 'x' }), { method: 'PUT' }],
  ['a HEAD', get('/ok', { method: 'HEAD' }), { method: 'HEAD', status_code: 200 }],
  [
    'a form',
    get('/echo', { method: 'POST', body: new URLSearchParams({ a: 'b' }) }),
    { method: 'POST' },
  ],
  ['a blob', get('/echo', { method: 'POST', body: new Blob(['b']) }), { method: 'POST' }],
  [
    'headers of its own',
    get('/ok', { prepare: (xhr) => xhr.setRequestHeader('x-own', '1') }),
    { status_code: 200 },
  ],
  ['a 201', get('/status/201'), { status_code: 201 }],
  ['a 204', get('/status/204'), { status_code: 204 }],
  ['a 304', get('/status/304'), { status_code: 304 }],
  ['a 404', get('/status/404'), { status_code: 404 }],
  ['a 500', get('/status/500'), { status_code: 500 }],
  ['a redirect', get('/redirect/2'), { status_code: 200 }],
  ['redirects without end', get('/redirect-loop'), { status_code: 0 }],
  ['a slow answer', get('/slow/150'), { status_code: 200 }],
  ['a body that comes late', get('/slow-body/150'), { status_code: 200 }],
  ['a streamed body', get('/stream'), { status_code: 200 }],
  ['a huge body', get('/huge'), { status_code: 200, size: 5_000_000 }],
  ['a binary body', typed('/binary', 'arraybuffer'), { status_code: 200 }],
  ['a body that is JSON', typed('/json', 'json'), { status_code: 200 }],
  ['a body that is a blob', typed('/ok', 'blob'), { status_code: 200 }],
  ['a compressed body', get('/gzip'), { status_code: 200 }],
  ['a body that is not compressed as it says', get('/bad-gzip'), { method: 'GET' }],
  ['server-sent events', get('/sse'), { status_code: 200 }],
  ['a connection that is reset', get('/reset'), { status_code: 0 }],
  ['a body that is cut short', get('/cut'), { method: 'GET' }],
  [
    'one that is given up at once',
    get('/hang', { act: (xhr) => xhr.abort() }),
    { status_code: 0, aborted: true },
  ],
  [
    'one that is given up later',
    get('/hang', { act: (xhr) => setTimeout(() => xhr.abort(), 30) }),
    { status_code: 0, aborted: true },
  ],
  [
    'one that is given up amid its body',
    get('/slow-body/500', { act: (xhr) => setTimeout(() => xhr.abort(), 100) }),
    { aborted: true },
  ],
  [
    'one that times out',
    get('/hang', { prepare: (xhr) => (xhr.timeout = 60) }),
    { status_code: 0 },
  ],
  ['a synchronous request', async (url) => synchronous(url('/ok')), { status_code: 200 }],
  [
    'a synchronous request that fails',
    async (url) => synchronous(url('/reset')),
    { status_code: 0 },
  ],
  [
    'handlers that are properties',
    (url) =>
      new Promise((resolve) => {
        const xhr = new XMLHttpRequest();
        xhr.open('GET', url('/ok'));
        xhr.onreadystatechange = () => xhr.readyState === 4 && resolve(xhr.responseText);
        xhr.send();
      }),
    { status_code: 200 },
  ],
  [
    'a handler that throws',
    (url) =>
      new Promise((resolve) => {
        addEventListener(
          'error',
          (event) => {
            event.preventDefault();
            event.stopImmediatePropagation();
          },
          { once: true, capture: true },
        );
        const xhr = new XMLHttpRequest();
        xhr.open('GET', url('/ok'));
        xhr.addEventListener('load', () => {
          resolve('loaded');
          throw new Error('the page’s own');
        });
        xhr.send();
      }),
    { status_code: 200 },
  ],
  [
    'one that is sent twice, which throws',
    async (url) => {
      const refused: string[] = [];
      const seen = await request(url('/ok'), {
        act: (xhr) => {
          try {
            xhr.send();
          } catch (error) {
            refused.push((error as Error).name);
          }
        },
      });
      return [seen, refused];
    },
    { status_code: 200 },
  ],
];

describe('XMLHttpRequest reports once, and leaves to the page as it is,', () => {
  it.each(cases)('%s', async (_, act, resource) => {
    // The same without us, under another mark.
    const plain = await act(mark().url);
    running = collect(xhrRequests());
    const { url, resources } = mark();
    expect(await act(url)).toEqual(plain);
    await eventually('the resource', () => resources().length, 10_000);
    expect(resources()).toEqual([expect.objectContaining({ type: 'xhr', ...resource })]);
  });
});

describe('XMLHttpRequest', () => {
  it('reports none of those twice, late', async () => {
    running = collect(xhrRequests());
    const { url, resources } = mark();
    await Promise.all(cases.map(([, act]) => act(url)));
    await eventually('all', () => resources().length >= cases.length, 15_000);
    await new Promise((resolve) => setTimeout(resolve, 2_500));
    expect(resources()).toHaveLength(cases.length);
  });

  it('reports each use of one object', async () => {
    running = collect(xhrRequests());
    const { url, resources } = mark();
    const xhr = new XMLHttpRequest();
    for (const path of ['/ok', '/status/404', '/status/204']) {
      xhr.open('GET', url(path));
      xhr.send();
      await new Promise((resolve) => xhr.addEventListener('loadend', resolve, { once: true }));
    }
    await eventually('all', () => resources().length === 3);
    expect(resources().map((resource) => resource['status_code'])).toEqual([200, 404, 204]);
  });

  it('reports both when it is opened again in its own load handler', async () => {
    running = collect(xhrRequests());
    const { url, resources } = mark();
    const xhr = new XMLHttpRequest();
    await new Promise<void>((resolve) => {
      xhr.onload = () => {
        xhr.onload = () => resolve();
        xhr.open('GET', url('/status/404'));
        xhr.send();
      };
      xhr.open('GET', url('/ok'));
      xhr.send();
    });
    await eventually('both', () => resources().length === 2);
    expect(resources().map((resource) => resource['status_code'])).toEqual([200, 404]);
  });

  it('reports one that is opened again while it is under way as given up', async () => {
    running = collect(xhrRequests());
    const { url, resources } = mark();
    const xhr = new XMLHttpRequest();
    xhr.open('GET', url('/hang'));
    xhr.send();
    xhr.open('GET', url('/ok'));
    xhr.send();
    await new Promise((resolve) => xhr.addEventListener('loadend', resolve, { once: true }));
    await eventually('both', () => resources().length === 2);
    expect(resources().find(({ url }) => String(url).includes('hang'))).toMatchObject({
      aborted: true,
      status_code: 0,
    });
  });

  it('reports nothing of one that is never sent', async () => {
    running = collect(xhrRequests());
    const { url, resources } = mark();
    new XMLHttpRequest().open('GET', url('/ok'));
    await request(url('/status/204'));
    await eventually('the other', () => resources().length);
    expect(resources()).toMatchObject([{ status_code: 204 }]);
  });

  it('knows a subclass, as libraries make them', async () => {
    running = collect(xhrRequests());
    const { url, resources } = mark();
    class Own extends XMLHttpRequest {}
    const xhr = new Own();
    xhr.open('GET', url('/ok'));
    xhr.send();
    await eventually('it', () => resources().length);
    expect(resources()).toMatchObject([{ status_code: 200 }]);
  });

  it('asks for no header that the browser withholds', async () => {
    running = collect(xhrRequests({ trackResourceHeaders: ['x-request-id', 'etag'] }));
    const { url, resources } = mark();
    await request(url('/private-headers'));
    await eventually('it', () => resources().length === 1);
    expect(resources()[0]).toMatchObject({
      response: { headers: { 'x-request-id': 'r-7', etag: '"e"' } },
    });
  });
});
