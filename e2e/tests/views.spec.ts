import { createServer, type Server } from 'node:http';
import type { AddressInfo } from 'node:net';
import { readFileSync } from 'node:fs';
import { setTimeout as wait } from 'node:timers/promises';
import { fileURLToPath } from 'node:url';
import type { Page } from '@playwright/test';
import { expect, test as base } from './fixtures.js';
import { storedBy } from '../stored.js';

const bundle = readFileSync(
  fileURLToPath(new URL('../../packages/rum/dist/firsthand-rum.js', import.meta.url)),
);

interface Fixtures {
  /** Pages with the script-tag bundle on an origin of their own; `/slow` answers after a second. */
  site: string;
  stored: ReturnType<typeof storedBy>;
}

const test = base.extend<Fixtures>({
  site: async ({ server }, use) => {
    const site = createServer(async ({ url = '/' }, response) => {
      if (url.endsWith('.js'))
        return response.setHeader('content-type', 'text/javascript').end(bundle);
      if (url === '/slow') return response.end(await wait(1_000, 'slow'));
      return response.setHeader('content-type', 'text/html').end(page(url, server.url));
    });
    await new Promise<void>((resolve) => site.listen(0, '127.0.0.1', resolve));
    await use(`http://127.0.0.1:${(site.address() as AddressInfo).port}`);
    close(site);
  },
  stored: async ({ server }, use) => use(storedBy(server.url, 'pages')),
});

function page(path: string, server: string): string {
  return `<!doctype html><title>${path}</title><h1>${path}</h1>
    <script src="/firsthand-rum.js"></script>
    <script>FIRSTHAND.init({ applicationId: 'pages', endpoint: '${server}/rum' });</script>`;
}

function close(site: Server): void {
  site.close();
  site.closeAllConnections();
}

test('a fetch that straddles a route change belongs to the view where it began', async ({
  page,
  site,
  stored,
}) => {
  await page.goto(`${site}/first`);
  await page.evaluate(async () => {
    const answer = fetch('/slow');
    history.pushState(null, '', '/second');
    await (await answer).text();
  });
  await expect
    .poll(async () =>
      (await stored.ofType('resource'))
        .filter(({ resource }) => resource.type === 'fetch')
        .map(({ view }) => view.name),
    )
    .toEqual(['/first']);
  await expect
    .poll(async () =>
      (await stored.ofType('view')).map(({ view }) => [view.name, view.resource.count]),
    )
    .toEqual([
      ['/first', expect.any(Number)],
      ['/second', 0],
    ]);
});

test('routes in the fragment are views, anchors are not', async ({ page, site, stored }) => {
  await page.goto(`${site}/app`);
  for (const hash of ['#/cart', '#/cart/7', '#anchor', '#!/old'])
    await page.evaluate((value) => (location.hash = value), hash);
  await expect
    .poll(async () => (await stored.ofType('view')).map(({ view }) => view.name).toSorted())
    // Leaving #/cart/7 for an anchor is leaving the route.
    .toEqual(['/app', '/app', '/app#!/old', '/app#/cart', '/app#/cart/?']);
});

test('coming back from the back/forward cache is a view of its own', async ({
  page,
  site,
  stored,
}) => {
  await page.goto(`${site}/one`);
  await page.goto(`${site}/two`);
  // A restored page does not load, so Playwright would wait for ever for its load event.
  await page.goBack({ waitUntil: 'commit' });
  await expect
    .poll(async () =>
      (await stored.ofType('view')).map(({ view }) => [view.name, view.loading_type]),
    )
    .toEqual([
      ['/one', 'initial_load'],
      ['/two', 'initial_load'],
      ['/one', 'bf_cache'],
    ]);
  expect(await stored.sessions()).toHaveLength(1);
});

test('a session that someone else deletes is over; the next click starts another', async ({
  page,
  site,
  stored,
}) => {
  await page.goto(`${site}/shop`);
  const id = () => page.evaluate<string | undefined>('FIRSTHAND.rum.getSessionId()');
  const first = await id();
  await page.evaluate(() => localStorage.clear());
  expect(await id()).toBeUndefined();
  expect(await page.evaluate(() => localStorage.length)).toBe(0);
  await page.getByRole('heading').click();
  const second = await id();
  expect([undefined, first]).not.toContain(second);
  await page.evaluate("FIRSTHAND.rum.addError('in the second')");
  await expect
    .poll(async () => (await stored.ofType('error')).map(({ session }) => session.id))
    .toEqual([second]);
  await expect
    .poll(async () =>
      (await stored.ofType('view'))
        .toSorted((a, b) => a.date - b.date)
        .map(({ session, view }) => [session.id, view.loading_type]),
    )
    .toEqual([
      [first, 'initial_load'],
      [second, 'session_renewal'],
    ]);
});

test('of two tabs that were idle for 16 minutes, only the one that is used has a new session', async ({
  context,
  site,
  stored,
}) => {
  const open = async (path: string) => {
    const tab = await context.newPage();
    await tab.clock.install();
    await tab.goto(`${site}${path}`);
    return tab;
  };
  const [one, two] = [await open('/one'), await open('/two')];
  const id = (tab: Page) => tab.evaluate<string | undefined>('FIRSTHAND.rum.getSessionId()');
  const report = (tab: Page, message: string) =>
    tab.evaluate(`FIRSTHAND.rum.addError('${message}')`);
  const first = await id(one);
  expect(await id(two)).toBe(first);

  for (const tab of [one, two]) await tab.clock.fastForward('16:00');
  await report(one, 'one, idle');
  await report(two, 'two, idle');
  await one.getByRole('heading').click();
  const second = await id(one);
  expect([undefined, first]).not.toContain(second);
  expect(await id(two)).toBeUndefined();
  await report(one, 'one, renewed');
  await report(two, 'two, still idle');
  await two.getByRole('heading').click();
  expect(await id(two)).toBe(second);
  await report(two, 'two, joined');

  for (const tab of [one, two]) {
    await tab.clock.runFor(10_000);
    await tab.evaluate('FIRSTHAND.rum.flush()');
  }
  await expect
    .poll(async () =>
      Object.fromEntries(
        (await stored.ofType('error')).map(({ error, session }) => [error.message, session.id]),
      ),
    )
    .toEqual({ 'one, renewed': second, 'two, joined': second });
});
