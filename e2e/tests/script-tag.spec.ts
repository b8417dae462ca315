import { readFileSync } from 'node:fs';
import { fileURLToPath } from 'node:url';
import type { ServerResponse } from 'node:http';
import { presentApplication } from '../application.js';
import { sendHtml, serve } from '../serve.js';
import { storedBy } from '../stored.js';
import { expect, test } from './fixtures.js';

const snippet = readFileSync(
  fileURLToPath(new URL('../../packages/rum/dist/firsthand-snippet.html', import.meta.url)),
  'utf8',
).replace('FIRSTHAND_URL', '/firsthand-rum.js');

/** A page that starts Firsthand by the snippet, and goes on at once. */
const page = (configuration: object, script: string, nonce = '') => `<!doctype html>
  <meta charset="utf-8"><title>Page</title>${snippet.replace('<script>', `<script nonce="${nonce}">`)}
  <script nonce="${nonce}">
    FIRSTHAND.init(${JSON.stringify({ applicationId: presentApplication(), ...configuration })});
    ${script}
  </script><h1>Page</h1>`;

const serveHtml = (html: string, headers: Record<string, string> = {}) =>
  serve((_, response: ServerResponse) => {
    for (const [name, value] of Object.entries(headers)) response.setHeader(name, value);
    sendHtml(response, html);
  });

test('what a page calls and what it throws before the script is there is stored as of its time', async ({
  page: tab,
  server,
}) => {
  const site = await serveHtml(
    page(
      { endpoint: `${server.url}/rum` },
      `FIRSTHAND.rum.setUser({ id: 'early' });
       FIRSTHAND.rum.addAction('begun', { step: 1 });
       FIRSTHAND.onReady(() => FIRSTHAND.rum.addAction('ready with ' + typeof FIRSTHAND.rum.getSessionId()));
       window.kept = FIRSTHAND.rum;
       window.calledAt = Date.now();
       setTimeout(() => { throw new RangeError('thrown early'); });
       Promise.reject(new TypeError('rejected early'));`,
    ),
  );
  let release = () => {};
  const held = new Promise<void>((resolve) => (release = resolve));
  await tab.route('**/firsthand-rum.js', async (route) => {
    await held;
    await route.continue();
  });
  const failures: string[] = [];
  tab.on('pageerror', ({ message }) => failures.push(message));
  await tab.goto(site.url, { waitUntil: 'domcontentloaded' });
  await expect.poll(() => failures.toSorted()).toEqual(['rejected early', 'thrown early']);
  await tab.waitForFunction('Date.now() > window.calledAt + 500');
  const releasedAt = Date.now();
  release();

  const stored = storedBy(server.url);
  await expect.poll(async () => (await stored.ofType('error')).length).toBe(2);
  await expect.poll(async () => (await stored.ofType('action')).length).toBe(2);
  const calledAt = (await tab.evaluate('window.calledAt')) as number;
  const [actions, errors] = [await stored.ofType('action'), await stored.ofType('error')];
  expect(errors.map(({ error }) => [error.message, error.handling]).toSorted()).toEqual([
    ['rejected early', 'unhandled'],
    ['thrown early', 'unhandled'],
  ]);
  expect(Math.max(...errors.map(({ date }) => date))).toBeLessThan(releasedAt);
  const [begun, ready] = actions.toSorted((one, other) => one.date - other.date);
  expect(begun).toMatchObject({
    action: { target: { name: 'begun' } },
    usr: { id: 'early' },
    context: { step: 1 },
  });
  expect(Math.abs((begun?.date ?? 0) - calledAt)).toBeLessThanOrEqual(5);
  expect(ready).toMatchObject({ action: { target: { name: 'ready with string' } } });
  expect(ready?.date).toBeGreaterThanOrEqual(releasedAt);
  await tab.evaluate("window.kept.addAction('by what the snippet made')");
  await expect.poll(async () => (await stored.ofType('action')).length).toBe(3);
  site.close();
});

for (const [trouble, answer] of Object.entries({
  'is blocked': 'abort',
  'is not there': { status: 404 },
  'is not the one that was released': { body: 'window.wasRun = true;' },
} as const)) {
  test(`a script that ${trouble} has no effect on the page`, async ({ page: tab, server }) => {
    const site = await serveHtml(
      page(
        { endpoint: `${server.url}/rum` },
        `for (let n = 0; n < 1000; n += 1) FIRSTHAND.rum.addError(new Error('n'));
         document.title = 'Page goes on';`,
      ),
    );
    await tab.route('**/firsthand-rum.js', (route) =>
      answer === 'abort'
        ? route.abort()
        : route.fulfill({ contentType: 'text/javascript', ...answer }),
    );
    const failures: string[] = [];
    tab.on('pageerror', ({ message }) => failures.push(message));
    await tab.goto(site.url, { waitUntil: 'load' });
    expect(await tab.title()).toBe('Page goes on');
    expect(await tab.evaluate('[window.wasRun, FIRSTHAND.calls.length]')).toEqual([undefined, 100]);
    expect(failures).toEqual([]);
    site.close();
  });
}

test('a policy that does not allow the snippet leaves the page alone', async ({
  page: tab,
  server,
}) => {
  const site = await serveHtml(
    page({ endpoint: `${server.url}/rum` }, "document.title = 'Page goes on';"),
    {
      'content-security-policy':
        "script-src 'unsafe-inline'; require-trusted-types-for 'script'; trusted-types others",
    },
  );
  const failures: string[] = [];
  tab.on('pageerror', ({ message }) => failures.push(message));
  await tab.goto(site.url);
  expect(await tab.title()).toBe('Page goes on');
  expect(failures).toEqual([]);
  site.close();
});

test('the snippet, the script and the recorder run where scripts need a nonce and types are trusted', async ({
  page: tab,
  server,
}) => {
  const nonce = 'c2VjcmV0';
  const site = await serveHtml(
    page({ endpoint: `${server.url}/rum`, sessionReplaySampleRate: 100 }, '', nonce),
    {
      'content-security-policy': `default-src 'none'; script-src 'nonce-${nonce}'; connect-src ${server.url}; require-trusted-types-for 'script'; trusted-types firsthand firsthand-snippet`,
    },
  );
  const violations: string[] = [];
  tab.on('console', (message) => {
    if (/policy|trusted|integrity/i.test(message.text())) violations.push(message.text());
  });
  const recorder = tab.waitForResponse('**/firsthand-replay.js');
  await tab.goto(site.url);
  await recorder;
  // rrweb observes this as soon as it has taken a full snapshot.
  await expect.poll(() => tab.evaluate("Object.hasOwn(document, 'adoptedStyleSheets')")).toBe(true);
  const stored = storedBy(server.url);
  await expect.poll(async () => (await stored.ofType('view')).length).toBe(1);
  expect(violations).toEqual([]);
  site.close();
});
