import { mkdtempSync, rmSync } from 'node:fs';
import { get } from 'node:http';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { runExample, type RunningProcess } from '../run-process.js';
import { enter, storedBy } from '../stored.js';
import { expect, test as base } from './fixtures.js';

interface Fixtures {
  /** What the server of an example stores is here. */
  data: string;
  /** Starts an example, which ends with the test. */
  start(name: string, server?: string): Promise<RunningProcess>;
}

const test = base.extend<Fixtures>({
  // oxlint-disable-next-line no-empty-pattern -- Playwright wants a pattern here.
  data: async ({}, use) => {
    const data = mkdtempSync(join(tmpdir(), 'firsthand-e2e-'));
    await use(data);
    rmSync(data, { recursive: true });
  },
  start: async ({ data }, use) => {
    const started: RunningProcess[] = [];
    await use(async (name, server) => {
      const example = await runExample(name, server, { DATA: data });
      started.push(example);
      return example;
    });
    for (const { stop } of started) await stop();
  },
});

/** What a server answers to a path as it is; `fetch` would normalise it. */
const statusOf = (origin: string, path: string) =>
  new Promise<number | undefined>((resolve, reject) => {
    const { hostname, port } = new URL(origin);
    get({ hostname, port, path }, (response) => {
      response.resume();
      resolve(response.statusCode);
    }).on('error', reject);
  });

test('script-tag: clicks, requests, an error and a replay are stored, under a strict policy', async ({
  page,
  server,
  start,
}) => {
  const example = await start('script-tag', server.url);
  const violations: string[] = [];
  page.on('console', (message) => {
    if (/policy/i.test(message.text())) violations.push(message.text());
  });
  await page.goto(example.url);
  await page.getByRole('button', { name: 'Ask for the next ferry' }).click();
  await expect(page.locator('#next')).toHaveText(/^in \d minutes$/);
  await page.getByRole('button', { name: 'Report a delay' }).click();
  await page.getByRole('button', { name: 'Break something' }).click();
  const stored = storedBy(server.url, 'script_tag');
  await expect
    .poll(async () => (await stored.ofType('error')).map(({ error }) => error.message))
    .toEqual(['The timetable is torn']);
  await expect
    .poll(async () => (await stored.ofType('action')).map(({ action }) => action.target?.name))
    .toContain('delay reported');
  const requests = (await stored.ofType('resource')).filter(
    ({ resource }) => resource.type === 'fetch',
  );
  expect(requests.map(({ resource }) => resource.url)).toEqual([`${example.url}/times`]);
  await expect.poll(async () => (await stored.ofType('view'))[0]?.session.has_replay).toBe(true);
  expect(violations).toEqual([]);
  expect(await statusOf(example.url, '//')).toBe(200);
});

test('self-host: the public reaches what pages send to, and nothing else of the server', async ({
  page,
  start,
}) => {
  const example = await start('self-host');
  const printed = () => /^Console: (.*)$/m.exec(example.output.join('\n'))?.[1] ?? '';
  await expect.poll(printed).toContain('/?key=');
  const { server, cookie } = await enter(printed());
  await page.goto(example.url);
  await page.getByRole('button', { name: 'Order' }).click();
  const stored = storedBy(server, 'self_host', cookie);
  await expect.poll(async () => (await stored.ofType('action')).length).toBe(1);
  expect(await statusOf(server, '/api/v1/sessions')).not.toBe(404);
  for (const path of [
    '/api/v1/sessions',
    '/sessions',
    '/rum/../api/v1/sessions',
    '/rum/%2e%2e/api/v1/sessions',
    '/rum/..%2Fapi/v1/sessions',
    '//api/v1/sessions',
    '//',
  ]) {
    expect(await statusOf(example.url, path), path).toBe(404);
  }
});

for (const [name, { error, stack }] of Object.entries({
  // Built for production, components have no names; elements have.
  react: { error: 'An order without lines', stack: /^at [\w$]+ \(.*\/assets\/.*^ *at main \(/ms },
  vue: { error: 'An order without lines', stack: /\bOrder\b/ },
})) {
  test(`${name}: views bear the routes’ patterns, an error the components in which it happened`, async ({
    page,
    server,
    start,
  }) => {
    const example = await start(name, server.url);
    await page.goto(example.url);
    await page.getByRole('link', { name: 'Order 18' }).click();
    if (name === 'vue') await page.getByRole('button', { name: 'Pay' }).click();
    await page.getByRole('link', { name: 'All orders' }).click();
    const stored = storedBy(server.url, name);
    await expect
      .poll(async () => (await stored.ofType('view')).map(({ view }) => [view.name, view.url]))
      .toEqual([
        ['/', `${example.url}/`],
        ['/orders/:id', `${example.url}/orders/18`],
        ['/', `${example.url}/`],
      ]);
    await expect.poll(async () => (await stored.ofType('error')).length).toBe(1);
    expect((await stored.ofType('error'))[0]).toMatchObject({
      error: { message: error, component_stack: expect.stringMatching(stack) },
      view: { name: '/orders/:id' },
    });
    await expect
      .poll(async () => (await stored.ofType('vital')).map(({ vital }) => vital.description))
      .toContain('Orders');
  });
}

test('next: views bear the routes’ patterns, and an error is stored once', async ({
  page,
  server,
  start,
}) => {
  const example = await start('next', server.url);
  await page.goto(example.url);
  await page.getByRole('link', { name: 'Order 18' }).click();
  await page.getByRole('button', { name: 'Pay' }).click();
  const stored = storedBy(server.url, 'next');
  await expect
    .poll(async () => (await stored.ofType('view')).map(({ view }) => [view.name, view.url]))
    .toEqual([
      ['/', `${example.url}/`],
      ['/orders/[id]', `${example.url}/orders/18`],
    ]);
  await expect
    .poll(async () =>
      (await stored.ofType('error')).map(({ error, view }) => [error.message, view.name]),
    )
    .toEqual([['Order 18 cannot be paid', '/orders/[id]']]);
});
