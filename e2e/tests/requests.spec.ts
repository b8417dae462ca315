import { engines, type EngineName } from '../engines.js';
import { answerHostile } from '../hostile.js';
import { instrumented, sendHtml, serve, type Site } from '../serve.js';
import { storedBy } from '../stored.js';
import { expect } from './fixtures.js';
import { testIn } from './tab.js';

/** What a page asks of the hostile server, by fetch and by XMLHttpRequest, and the status that is to be stored. */
const requests: [path: string, status: number | undefined, init?: object][] = [
  ['/ok', 200],
  ['/status/204', 204],
  ['/status/304', 304],
  ['/status/404', 404],
  ['/status/500', 500],
  ['/slow/300', 200],
  ['/slow-body/300', 200],
  ['/redirect/3', 200],
  ['/redirect-loop', 0],
  ['/stream', 200],
  ['/huge', 200],
  ['/binary', 200],
  ['/gzip', 200],
  ['/sse', 200],
  ['/reset', 0],
  ['/echo', 200, { method: 'POST', body: 'äöü'.repeat(1_000) }],
];

interface Fixtures {
  site: Site;
  /** Another origin with the same answers, which lets nobody read them unless asked by `?cors`. */
  foreign: Site;
}

const testOf = (engine: EngineName) =>
  testIn(engine).extend<Fixtures>({
    site: async ({ server }, use) => {
      const endpoint = `${server.url}/rum`;
      let visits = 0;
      const site = await serve(({ pathname }, response, request) => {
        if (answerHostile(request, response)) return;
        if (pathname !== '/page') return void response.writeHead(404).end();
        // The first visit is without us, to compare with.
        visits += 1;
        const body = '<h1>Hostile</h1>';
        sendHtml(response, visits === 1 ? body : instrumented(body, { endpoint }));
      });
      await use(site);
      site.close();
    },
    // oxlint-disable-next-line no-empty-pattern -- Playwright wants a pattern here.
    foreign: async ({}, use) => {
      const site = await serve((_, response, request) => {
        if (!answerHostile(request, response)) response.end();
      });
      await use(site);
      site.close();
    },
  });

/** Runs in the page: makes the requests and answers what the page saw of each, bodies as digests of their bytes. */
async function askAll([asked, foreign]: readonly [typeof requests, string]) {
  const digest = async (bytes: ArrayBuffer) =>
    Array.from(new Uint8Array(await crypto.subtle.digest('SHA-256', bytes))).join();
  const byFetch = async (url: string, init?: RequestInit) => {
    try {
      const response = await fetch(url, init);
      return [response.status, response.type, await digest(await response.arrayBuffer())];
    } catch (error) {
      return (error as Error).name;
    }
  };
  const byXhr = (url: string, { method = 'GET', body }: RequestInit = {}) =>
    new Promise((resolve) => {
      const xhr = new XMLHttpRequest();
      xhr.open(method, url);
      xhr.responseType = 'arraybuffer';
      xhr.addEventListener('loadend', () =>
        resolve(
          xhr.response
            ? digest(xhr.response as ArrayBuffer).then((d) => [xhr.status, d])
            : xhr.status,
        ),
      );
      xhr.send(body as string | undefined);
    });
  const seen: unknown[] = [];
  for (const [path, , init] of asked) {
    seen.push(await byFetch(`/hostile${path}?by=fetch`, init));
    seen.push(await byXhr(`/hostile${path}?by=xhr`, init));
  }
  seen.push(await byFetch(`${foreign}/hostile/ok?by=opaque`, { mode: 'no-cors' }));
  seen.push(await byFetch(`${foreign}/hostile/ok?by=refused`));
  seen.push(await byFetch(`${foreign}/hostile/ok?by=shared&cors`));
  const abort = new AbortController();
  const hanging = byFetch('/hostile/hang?by=aborted', { signal: abort.signal });
  setTimeout(() => abort.abort(), 50);
  seen.push(await hanging);
  seen.push(await byFetch('/hostile/hang?by=timeout', { signal: AbortSignal.timeout(80) }));
  return seen;
}

for (const engine of Object.keys(engines) as EngineName[]) {
  testOf(engine)(
    `every request of a page in ${engine} to a hostile server is stored once with its status, and none is changed`,
    async ({ tab, server, site, foreign }) => {
      const expected: [string, number | undefined][] = [
        ...requests.flatMap(([path, status]): [string, number | undefined][] => [
          [`${path} fetch`, status],
          [`${path} xhr`, status],
        ]),
        ['/ok fetch', undefined], // opaque
        ['/ok fetch', 0], // refused for want of CORS
        ['/ok fetch', 200], // allowed by CORS
        ['/hang fetch', 0], // aborted
        ['/hang fetch', 0], // timed out
      ];
      await tab.goto(`${site.url}/page`);
      const plain = await tab.evaluate(askAll, [requests, foreign.url] as const);
      await tab.goto(`${site.url}/page`);
      expect(await tab.evaluate(askAll, [requests, foreign.url] as const)).toEqual(plain);
      const stored = storedBy(server.url);
      const seen = async () =>
        (await stored.ofType('resource'))
          .filter(({ resource }) => resource.url.includes('/hostile/') && resource.type !== 'other')
          .map(({ resource }) => [
            `${new URL(resource.url).pathname.replace('/hostile', '')} ${resource.type}`,
            resource.status_code,
          ]);
      const byName = (list: unknown[][]) => list.map((pair) => JSON.stringify(pair)).toSorted();
      await expect
        .poll(async () => byName(await seen()), { timeout: 20_000 })
        .toEqual(byName(expected));
      // None comes late a second time.
      await tab.evaluate('FIRSTHAND.rum.flush()');
      await tab.goto(`${server.url}/`);
      await expect.poll(async () => (await seen()).length).toBe(expected.length);
    },
  );
}
