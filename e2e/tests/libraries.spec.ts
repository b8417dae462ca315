import { Server as SocketServer } from 'socket.io';
import { bundle } from '../bundle.js';
import { answerHostile } from '../hostile.js';
import { instrumented, sendHtml, serve, type Site } from '../serve.js';
import { storedBy } from '../stored.js';
import { expect, test as base } from './fixtures.js';

const WORKER = `addEventListener('install', () => skipWaiting());
  addEventListener('activate', (event) => event.waitUntil(clients.claim()));
  addEventListener('fetch', (event) => {
    const { pathname } = new URL(event.request.url);
    if (pathname === '/from-the-worker') event.respondWith(new Response('made by the worker', { status: 203 }));
    else if (pathname.startsWith('/hostile/')) event.respondWith(fetch(event.request));
  });`;

const test = base.extend<{ site: Site }>({
  site: async ({ server }, use) => {
    const scripts = new Map<string, string>();
    const endpoint = `${server.url}/rum`;
    const site = await serve(async ({ pathname, searchParams }, response, request) => {
      // The socket's own.
      if (pathname.startsWith('/socket.io/') || answerHostile(request, response)) return;
      const [, name = ''] = /^\/(\w+)\.js$/.exec(pathname) ?? [];
      if (pathname === '/graphql') {
        const cart = { cart: { id: '7', __typename: 'Cart' }, pay: { id: '8', __typename: 'Pay' } };
        response.setHeader('content-type', 'application/json').end(JSON.stringify({ data: cart }));
      } else if (name === 'worker') {
        response.setHeader('content-type', 'text/javascript').end(WORKER);
      } else if (name) {
        if (!scripts.has(name)) scripts.set(name, await bundle(name));
        response.setHeader('content-type', 'text/javascript').end(scripts.get(name));
      } else {
        const library = searchParams.get('library');
        const first = library ? `<script src="/${library}.js"></script>` : '';
        // Before us or after us, as pages have it; or without us, to compare with.
        const place = searchParams.get('place');
        if (place === 'alone') return sendHtml(response, first);
        const configuration = {
          endpoint,
          allowedGraphQlUrls: [`http://${request.headers.host}/graphql`],
        };
        const html = instrumented(place === 'before' ? first : '', configuration);
        sendHtml(response, place === 'after' ? html + first : html);
      }
    });
    const sockets = new SocketServer(site.server);
    sockets.on('connection', (socket) => {
      socket.on('question', (number: number, answer: (n: number) => void) => answer(number * 7));
      socket.emit('welcome', 'hello');
    });
    await use(site);
    await sockets.close();
    site.close();
  },
});

const run = 'PAGE.run()';

for (const place of ['before', 'after']) {
  test(`axios, ky, Apollo, urql and socket.io, loaded ${place} us, work as without us, and are seen`, async ({
    page,
    server,
    site,
  }) => {
    await page.goto(`${site.url}/?library=requests&place=alone`);
    const alone = await page.evaluate(run);
    await page.goto(`${site.url}/?library=requests&place=${place}`);
    expect(await page.evaluate(run)).toEqual(alone);

    const stored = storedBy(server.url);
    const seen = async () =>
      (await stored.ofType('resource'))
        .map(({ resource }) => resource)
        .filter(({ type }) => type === 'fetch' || type === 'xhr')
        .map(({ type, method, url, status_code: status, aborted, graphql }) =>
          [type, method, new URL(url).pathname, status, aborted, graphql?.operationName]
            .filter((part) => part !== undefined)
            .join(' '),
        );
    await expect
      .poll(async () =>
        (await seen()).filter((request) => !request.includes('/socket.io/')).toSorted(),
      )
      .toEqual(
        [
          'xhr POST /hostile/json 200',
          'fetch GET /hostile/json 200',
          'xhr GET /hostile/status/404 404',
          'xhr GET /hostile/hang 0 true',
          'fetch GET /hostile/status/503 503',
          'fetch GET /hostile/status/503 503',
          'fetch POST /hostile/echo 200',
          'fetch GET /hostile/huge 200',
          'fetch POST /graphql 200 Cart',
          'fetch POST /graphql 200 Pay',
        ].toSorted(),
      );
    // Some may come in a batch of their own.
    await expect
      .poll(async () => (await seen()).filter((request) => request.includes('/socket.io/')).length)
      .toBeGreaterThan(3);
  });

  test(`zone.js, loaded ${place} us, ends its zones as without us, and keeps ours out of them`, async ({
    page,
    server,
    site,
  }) => {
    await page.goto(`${site.url}/?library=zone&place=alone`);
    const alone = await page.evaluate(run);
    await page.goto(`${site.url}/?library=zone&place=${place}`);
    expect(await page.evaluate(run)).toEqual(alone);
    const stored = storedBy(server.url);
    await expect
      .poll(async () =>
        (await stored.ofType('resource'))
          .map(({ resource }) => `${resource.type} ${resource.status_code}`)
          .filter((request) => /fetch|xhr/.test(request))
          .toSorted(),
      )
      .toEqual(['fetch 200', 'xhr 200']);
  });
}

test('a service worker answers as without us, and each request is seen once', async ({
  page,
  server,
  site,
}) => {
  await page.goto(`${site.url}/?place=after`);
  const answers = await page.evaluate(async () => {
    await navigator.serviceWorker.register('/worker.js');
    await navigator.serviceWorker.ready;
    if (!navigator.serviceWorker.controller) {
      await new Promise((resolve) =>
        navigator.serviceWorker.addEventListener('controllerchange', resolve, { once: true }),
      );
    }
    const ask = async (path: string) => {
      const response = await fetch(path);
      return [response.status, await response.text()];
    };
    return [
      await ask('/from-the-worker'),
      await ask('/hostile/ok'),
      await ask('/hostile/status/404'),
    ];
  });
  expect(answers).toEqual([
    [203, 'made by the worker'],
    [200, 'ok'],
    [404, ''],
  ]);
  const stored = storedBy(server.url);
  await expect
    .poll(async () =>
      (await stored.ofType('resource'))
        .filter(({ resource }) => resource.type === 'fetch')
        .map(({ resource }) => resource.status_code),
    )
    .toEqual([203, 200, 404]);
});
