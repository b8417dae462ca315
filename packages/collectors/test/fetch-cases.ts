type Act = (fetch: typeof globalThis.fetch, url: (path: string) => string) => Promise<unknown>;
type Case = [sentence: string, act: Act, resource: object];

/** All that a page can see of a response, or of the error it got instead. */
async function seen(request: Promise<Response>) {
  try {
    const response = await request;
    const { status, type, redirected, bodyUsed } = response;
    const bytes = new Uint8Array(await response.arrayBuffer());
    return {
      status,
      type,
      redirected,
      bodyUsed,
      bytes: Array.from(bytes.slice(0, 500)),
      length: bytes.length,
    };
  } catch (error) {
    const { name, message } = error as Error;
    return { name, message };
  }
}

const get: (path: string, init?: RequestInit) => Act = (path, init) => (fetch, url) =>
  seen(fetch(url(path), init));

const aborted =
  (abort: (controller: AbortController) => void): Act =>
  async (fetch, url) => {
    const controller = new AbortController();
    const request = seen(fetch(url('/slow/400'), { signal: controller.signal }));
    abort(controller);
    return request;
  };

/** What pages do with fetch, and what is to be reported of it. */
export const fetchCases: Case[] = [
  ['a plain GET', get('/ok'), { method: 'GET', status_code: 200 }],
  [
    'an address that is an URL object',
    (fetch, url) => seen(fetch(new URL(url('/ok')))),
    { status_code: 200 },
  ],
  [
    'a relative address',
    (fetch, url) => seen(fetch(new URL(url('/ok')).pathname + new URL(url('/ok')).search)),
    { status_code: 200 },
  ],
  [
    'an address with a fragment',
    (fetch, url) => seen(fetch(`${url('/ok')}#part`)),
    { status_code: 200 },
  ],
  [
    'a Request',
    (fetch, url) => seen(fetch(new Request(url('/echo'), { method: 'PUT', body: 'x' }))),
    { method: 'PUT', status_code: 200 },
  ],
  [
    'a Request whose method the options change',
    (fetch, url) => seen(fetch(new Request(url('/ok')), { method: 'DELETE' })),
    { method: 'DELETE' },
  ],
  ['a method in small letters', get('/ok', { method: 'post' }), { method: 'POST' }],
  [
    'a HEAD, which has no body',
    get('/ok', { method: 'HEAD' }),
    { method: 'HEAD', status_code: 200 },
  ],
  [
    'options that are null',
    (fetch, url) => seen(fetch(url('/ok'), null as unknown as RequestInit)),
    { status_code: 200 },
  ],
  [
    'a body that is a stream of its own',
    get('/echo', { method: 'POST', body: new Blob(['blob']) }),
    { method: 'POST' },
  ],
  [
    'a body that is a form',
    get('/ok', { method: 'POST', body: new URLSearchParams({ a: 'b' }) }),
    { method: 'POST' },
  ],
  ['a 201', get('/status/201'), { status_code: 201 }],
  ['a 204', get('/status/204'), { status_code: 204 }],
  ['a 304', get('/status/304'), { status_code: 304 }],
  ['a 404', get('/status/404'), { status_code: 404 }],
  ['a 500', get('/status/500'), { status_code: 500 }],
  ['a 503', get('/status/503'), { status_code: 503 }],
  ['a redirect, under the address that was asked for', get('/redirect/1'), { status_code: 200 }],
  ['five redirects', get('/redirect/5'), { status_code: 200 }],
  ['redirects without end', get('/redirect-loop'), { status_code: 0 }],
  [
    'a redirect that is not followed',
    get('/redirect/1', { redirect: 'manual' }),
    { method: 'GET' },
  ],
  ['a redirect that is an error', get('/redirect/1', { redirect: 'error' }), { status_code: 0 }],
  ['a slow answer', get('/slow/150'), { status_code: 200 }],
  ['a body that comes late', get('/slow-body/150'), { status_code: 200 }],
  ['a streamed body', get('/stream'), { status_code: 200 }],
  ['a huge body', get('/huge'), { status_code: 200, size: 5_000_000 }],
  ['a binary body', get('/binary'), { status_code: 200 }],
  ['a compressed body', get('/gzip'), { status_code: 200, size: 11_000 }],
  ['a body that is not compressed as it says', get('/bad-gzip'), { status_code: 200 }],
  ['server-sent events', get('/sse'), { status_code: 200 }],
  ['a connection that is reset', get('/reset'), { status_code: 0 }],
  ['a body that is cut short', get('/cut'), { status_code: 200 }],
  [
    'a request that is given up at once',
    aborted((controller) => controller.abort()),
    { status_code: 0, aborted: true },
  ],
  [
    'a request that is given up later',
    aborted((controller) => setTimeout(() => controller.abort(), 30)),
    { status_code: 0, aborted: true },
  ],
  [
    'a request that is given up for a reason of the page’s',
    aborted((controller) => setTimeout(() => controller.abort(new Error('gone on')), 30)),
    { status_code: 0, aborted: true },
  ],
  [
    'a Request object that is given up for a reason that is no object',
    (fetch, url) =>
      seen(fetch(new Request(url('/ok'), { signal: AbortSignal.abort('gone on') }), {})),
    { status_code: 0, aborted: true },
  ],
  [
    'a request that was given up before it began',
    (fetch, url) => seen(fetch(url('/ok'), { signal: AbortSignal.abort() })),
    { status_code: 0, aborted: true },
  ],
  [
    'a request that times out',
    get('/hang', { signal: AbortSignal.timeout(60) }),
    { status_code: 0 },
  ],
  [
    'a keepalive request',
    get('/ok', { keepalive: true, method: 'POST', body: 'x' }),
    { status_code: 200 },
  ],
  ['a request of low priority', get('/ok', { priority: 'low' }), { status_code: 200 }],
  [
    'a request with headers of its own',
    get('/echo', { headers: { 'x-own': 'kept' } }),
    { status_code: 200 },
  ],
  [
    'a response whose body nobody reads',
    async (fetch, url) => (await fetch(url('/ok'))).status,
    { status_code: 200 },
  ],
  [
    'a response whose body is cancelled',
    async (fetch, url) => (await fetch(url('/stream'))).body?.cancel(),
    { status_code: 200 },
  ],
];
