import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { runServer, runShop } from '../run-process.js';
import { instrumented, sendHtml, serve } from '../serve.js';
import { storedBy } from '../stored.js';
import { expect, test } from './fixtures.js';

test('what happens while the server is down arrives once when it is back', async ({ page }) => {
  const data = mkdtempSync(join(tmpdir(), 'firsthand-e2e-'));
  const first = await runServer(data);
  const shop = await runShop(first.url);
  await page.goto(shop.url);
  await page.waitForResponse((response) => response.url().includes('/rum/') && response.ok());

  await first.stop('SIGKILL');
  const failed = page.waitForResponse(
    (response) => response.url().includes('/rum/') && !response.ok(),
  );
  await page.getByRole('button', { name: 'Throw an error' }).click();
  await failed;
  const second = await runServer(data, Number(new URL(first.url).port));
  const stored = storedBy(second.url);
  await expect
    .poll(async () => (await stored.ofType('error')).map(({ error }) => error.message))
    .toEqual(['The error button was pressed']);
  await expect.poll(async () => (await stored.ofType('view'))[0]?.view.error.count).toBe(1);

  await shop.stop();
  await second.stop();
  rmSync(data, { recursive: true });
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

  const stored = storedBy(server.url, 'pages');
  await expect.poll(async () => (await stored.ofType('error')).length).toBe(1);
  expect((await stored.ofType('error'))[0]).toMatchObject({
    error: { message: 'by hand', type: 'RangeError', source: 'custom', handling: 'handled' },
    context: { basket: 3 },
    view: { url: `${site.url}/`, name: '/' },
  });
  expect(new Set(methods)).toEqual(new Set(['POST']));
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
    const noise = () => Array.from({ length: 90 }, () => Math.random().toString(36).slice(2)).join('');
    for (let n = 0; n < 130; n += 1) FIRSTHAND.rum.addAction('noise ' + n, { noise: noise() });
    FIRSTHAND.rum.addError('the last words');
    FIRSTHAND.rum.setViewName('the last view');
  `);
  await page.close({ runBeforeUnload: true });
  const stored = storedBy(server.url, 'pages');
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
