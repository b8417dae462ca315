import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import type { Page } from '@playwright/test';
import { serveRelay } from '../relay.js';
import { runServer, runExample } from '../run-process.js';
import { instrumented, sendHtml, serve } from '../serve.js';
import { storedBy } from '../stored.js';
import { expect, test, testAlone } from './fixtures.js';

test('what happens while the server is down arrives once when it is back', async ({ page }) => {
  const data = mkdtempSync(join(tmpdir(), 'firsthand-e2e-'));
  const first = await runServer(data);
  const shop = await runExample('shop', first.url);
  await page.goto(shop.url);
  await page.waitForResponse((response) => response.url().includes('/rum/') && response.ok());

  await first.stop('SIGKILL');
  const failed = page.waitForResponse(
    (response) => response.url().includes('/rum/') && !response.ok(),
  );
  await page.getByRole('button', { name: 'Throw an error' }).click();
  await failed;
  const second = await runServer(data, { port: Number(new URL(first.url).port) });
  const stored = storedBy(second.url, 'shop');
  await expect
    .poll(async () => (await stored.ofType('error')).map(({ error }) => error.message))
    .toEqual(['The error button was pressed']);
  await expect.poll(async () => (await stored.ofType('view'))[0]?.view.error.count).toBe(1);

  await shop.stop();
  await second.stop();
  rmSync(data, { recursive: true });
});

test.describe('where an address may send little', () => {
  testAlone.use({ config: { rum: { rateLimit: { eventLimit: 5 } } } });

  testAlone(
    'what the intake does not take yet is sent again when it said, and stored once',
    async ({ page, server }) => {
      const site = await serve((_, response) =>
        sendHtml(response, instrumented('<h1>Busy</h1>', { endpoint: `${server.url}/rum` })),
      );
      const answers: { status: number; retryAfter: string | undefined }[] = [];
      page.on('response', (response) => {
        if (!response.url().startsWith(server.url)) return;
        const { 'retry-after': retryAfter } = response.headers();
        answers.push({ status: response.status(), retryAfter });
      });
      await page.goto(site.url);
      const emit = async (first: number, last: number) => {
        await page.evaluate(`
        for (let n = ${first}; n < ${last}; n += 1) FIRSTHAND.rum.addAction('number ' + n);
        FIRSTHAND.rum.flush();
      `);
      };
      await emit(0, 310);
      await expect.poll(() => answers.map(({ status }) => status)).toContain(202);
      await emit(310, 320);
      const stored = storedBy(server.url);
      const names = async () =>
        (await stored.ofType('action')).map(({ action }) => action.target?.name);
      await expect.poll(async () => (await names()).length).toBe(320);
      expect(new Set(await names()).size).toBe(320);
      const refused = answers.filter(({ status }) => status === 429);
      expect(refused.length).toBeGreaterThan(0);
      for (const { retryAfter } of refused) expect(Number(retryAfter)).toBeGreaterThan(0);
      site.close();
    },
  );
});

test('the script-tag bundle reports across origins without a preflight', async ({
  page,
  server,
}) => {
  const site = await serve((_, response) =>
    sendHtml(response, instrumented('<h1>Plain page</h1>', { endpoint: `${server.url}/rum` })),
  );
  const methods: string[] = [];
  page.on('request', (request) => {
    if (request.url().startsWith(server.url)) methods.push(request.method());
  });
  await page.goto(site.url);
  await page.evaluate("FIRSTHAND.rum.addError(new RangeError('by hand'), { basket: 3 })");

  const stored = storedBy(server.url);
  await expect.poll(async () => (await stored.ofType('error')).length).toBe(1);
  expect((await stored.ofType('error'))[0]).toMatchObject({
    error: { message: 'by hand', type: 'RangeError', source: 'custom', handling: 'handled' },
    context: { basket: 3 },
    view: { url: `${site.url}/`, name: '/' },
  });
  expect(new Set(methods)).toEqual(new Set(['POST']));
  site.close();
});

test('a page that crashes before it has loaded was there all the same', async ({
  page,
  server,
}) => {
  // Its picture never comes, and so it never loads.
  const body = '<h1>Page</h1><img src="/picture">';
  const site = await serve(({ pathname }, response) => {
    if (pathname !== '/picture')
      sendHtml(response, instrumented(body, { endpoint: `${server.url}/rum` }));
  });
  const isTaken = page.waitForResponse((response) => response.url().includes('/v1/events'));
  await page.goto(site.url, { waitUntil: 'commit' });
  expect((await isTaken).ok()).toBe(true);
  await page.goto('chrome://crash').catch(() => {});
  const stored = storedBy(server.url);
  await expect
    .poll(async () => (await stored.ofType('view'))[0]?.view)
    .toMatchObject({
      loading_type: 'initial_load',
      navigation_type: 'navigate',
      first_byte: expect.any(Number),
      performance: { fcp: { timestamp: expect.any(Number) } },
    });
  site.close();
});

for (const [name, leaveFrame] of [
  ['is taken away', () => document.querySelector('iframe')?.remove()],
  [
    'goes to another page',
    () => document.querySelector('iframe')?.setAttribute('src', 'about:blank'),
  ],
] as const)
  test(`a frame that ${name} while its intake is silent keeps the page around it from nothing`, async ({
    page,
  }) => {
    const replay = { sessionReplaySampleRate: 100, defaultPrivacyLevel: 'allow' };
    let requests = 0;
    const site = await serve(({ pathname }, response) => {
      if (pathname.startsWith('/rum/')) requests += 1;
      else if (pathname === '/frame')
        sendHtml(response, instrumented('<h1>Frame</h1>', { endpoint: '/rum', ...replay }));
      else sendHtml(response, '<!doctype html><title>Around</title><iframe src="/frame"></iframe>');
    });
    await page.goto(site.url);
    await expect.poll(() => requests).toBeGreaterThan(1);
    await page.evaluate(leaveFrame);
    // Timers of the page run, after what the frame still does.
    await page.evaluate(() => new Promise((done) => setTimeout(done, 500)));
    expect(requests).toBeLessThan(10);
    site.close();
  });

test('of more than a browser sends when a tab is closed, errors and views get through', async ({
  page,
  context,
  server,
}) => {
  const site = await serve((_, response) =>
    sendHtml(response, instrumented('<h1>Closing</h1>', { endpoint: `${server.url}/rum` })),
  );
  // A browser without a tab would end itself.
  await context.newPage();
  await page.goto(site.url);
  await page.waitForResponse((response) => response.url().includes('/rum/') && response.ok());
  // Twice what all keepalive requests of a page may hold, within one task.
  await page.evaluate(`
    const noise = 'what a page knows of a click, in many words. '.repeat(22);
    for (let n = 0; n < 130; n += 1) FIRSTHAND.rum.addAction('noise ' + n, { noise: n + noise });
    FIRSTHAND.rum.addError('the last words');
    FIRSTHAND.rum.setViewName('the last view');
  `);
  await page.close({ runBeforeUnload: true });
  const stored = storedBy(server.url);
  await expect
    .poll(async () => (await stored.ofType('error')).map(({ error }) => error.message))
    .toEqual(['the last words']);
  await expect
    .poll(async () =>
      (await stored.ofType('view')).map(({ view }) => [view.name, view.error.count]),
    )
    .toEqual([['the last view', 1]]);
  site.close();
});

test('what happened offline arrives once when a later page is online, and not after a refusal of consent', async ({
  context,
  server,
}) => {
  const relay = await serveRelay(server.url);
  const site = await serve((_, response) =>
    sendHtml(response, instrumented('<h1>Offline</h1>', { endpoint: `${relay.url}/rum` })),
  );
  const stored = storedBy(server.url);
  const messages = async () =>
    (await stored.ofType('error')).map(({ error }) => error.message).toSorted();
  const expectKept = (page: Page, isAny: boolean) =>
    expect.poll(async () => (await page.evaluate(countKept)) > 0).toBe(isAny);
  /** A page that is used while there is no network, then closed. */
  const visitOffline = async (message: string) => {
    const page = await context.newPage();
    await page.goto(site.url);
    await page.waitForResponse((response) => response.url().includes('/rum/') && response.ok());
    relay.weather = 'refuse';
    await page.evaluate(`FIRSTHAND.rum.addError('${message}'); FIRSTHAND.rum.flush()`);
    await expectKept(page, true);
    await page.close();
  };

  await context.newPage();
  await visitOffline('said offline');
  expect(await messages()).toEqual([]);
  relay.weather = 'pass';
  const [one, two] = [await context.newPage(), await context.newPage()];
  await Promise.all([one.goto(site.url), two.goto(site.url)]);
  await expect.poll(messages).toEqual(['said offline']);
  await expectKept(one, false);

  await visitOffline('taken back');
  for (const page of [one, two]) await page.evaluate("FIRSTHAND.rum.setTrackingConsent('denied')");
  await expectKept(one, false);
  relay.weather = 'pass';
  await two.reload();
  await two.evaluate("FIRSTHAND.rum.addError('afterwards')");
  await expect.poll(messages).toEqual(['afterwards', 'said offline']);
  site.close();
  relay.close();
});

/** Runs in the page: how many batches wait in the offline queue. */
async function countKept(): Promise<number> {
  const [database] = await indexedDB.databases();
  if (!database?.name) return 0;
  const request = indexedDB.open(database.name);
  await new Promise((resolve) => request.addEventListener('success', resolve));
  const count = request.result.transaction('batches').objectStore('batches').count();
  await new Promise((resolve) => count.addEventListener('success', resolve));
  request.result.close();
  return count.result;
}
