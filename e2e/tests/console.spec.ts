import type { Page } from '@playwright/test';
import { postEvents } from '../recording.js';
import { expect, testAlone as test } from './fixtures.js';

/** The figure on a card of the overview. */
const figure = (page: Page, name: string) => page.getByRole('region', { name }).locator('strong');

test('the overview shows the figures of what happened', async ({
  page,
  context,
  server,
  shop,
  stored,
}) => {
  await page.goto(shop.url);
  await page.getByText('Desk lamp').click();
  await page.getByRole('button', { name: 'Throw an error' }).click();
  await expect
    .poll(async () => (await stored.overview()).totals)
    .toMatchObject({ views: 2, sessions: 1, errors: 1, error_rate: 0.5 });

  const firsthand = await context.newPage();
  await firsthand.goto(server.url);
  await expect(figure(firsthand, 'Page views')).toHaveText('2');
  await expect(figure(firsthand, 'Sessions')).toHaveText('1');
  await expect(figure(firsthand, 'Error rate')).toHaveText('50%');
  await expect(figure(firsthand, 'LCP, p75')).toHaveText(/^[\d.]+ m?s$/);
  const row = firsthand.getByRole('row', { name: /\/product\/lamp/ });
  await expect(row.getByRole('cell').first()).toHaveText('1');
  await expect(row.getByRole('cell').last()).toHaveText('100%');
});

test('a click in the shop is in the live console within 5 s', async ({
  page,
  context,
  server,
  shop,
}) => {
  await page.goto(shop.url);
  const firsthand = await context.newPage();
  await firsthand.goto(`${server.url}/sessions`);
  const actions = firsthand.getByRole('row').nth(1).getByRole('cell').nth(5);
  await expect(actions).toHaveText('0');

  await page.bringToFront();
  await page.getByRole('link', { name: /Desk lamp/ }).click();
  const clicked = Date.now();
  await expect(actions).toHaveText('1', { timeout: 10_000 });
  expect(Date.now() - clicked).toBeLessThan(5_000);

  await firsthand.bringToFront();
  await firsthand.getByRole('row').nth(1).getByRole('link').press('Enter');
  const events = firsthand.getByRole('list', { name: 'Events' });
  await expect(events.getByRole('button', { name: /Desk lamp/ })).toBeVisible();
  await events.getByRole('button', { name: /Desk lamp/ }).press('Enter');
  await expect(firsthand.getByRole('region', { name: 'Details of the event' })).toContainText(
    'text_content',
  );
});

test('the details of an error tell what caused it', async ({ page, context, server, shop }) => {
  await page.goto(shop.url);
  await page.evaluate(
    () =>
      void setTimeout(() => {
        throw new Error('The order failed', { cause: new TypeError('No address') });
      }),
  );
  const firsthand = await context.newPage();
  await firsthand.goto(`${server.url}/sessions`);
  await firsthand.getByRole('row').nth(1).getByRole('link').click();
  const events = firsthand.getByRole('list', { name: 'Events' });
  await events.getByRole('button', { name: /The order failed/ }).click();
  const stack = (name: string) => firsthand.getByRole('figure', { name });
  await expect(stack('Stack')).toContainText('Error: The order failed');
  await expect(stack('Caused by')).toContainText('TypeError: No address');
});

test('before the first event the console says how to send one, and notices it', async ({
  page,
  context,
  server,
  shop,
}) => {
  await page.goto(server.url);
  await expect(page.getByRole('heading', { name: 'Waiting for the first event' })).toBeVisible();
  await (await context.newPage()).goto(shop.url);
  await page.bringToFront();
  await expect(figure(page, 'Page views')).toHaveText('1');
});

test('a server that is gone is said, and what was shown stays', async ({
  page,
  server,
  shop,
  stored,
}) => {
  await page.goto(shop.url);
  await expect.poll(async () => (await stored.sessions()).length).toBe(1);
  await page.goto(`${server.url}/sessions`);
  await expect(page.getByRole('row')).toHaveCount(2);
  await server.stop();
  await expect(page.getByText('The server does not answer.')).toBeVisible({ timeout: 15_000 });
  await expect(page.getByRole('row')).toHaveCount(2);
});

test('the console breaks no rule of its own content security policy', async ({ page, server }) => {
  const problems: string[] = [];
  page.on('console', (message) => {
    if (message.type() === 'error') problems.push(message.text());
  });
  page.on('pageerror', (error) => problems.push(error.message));
  await page.goto(server.url);
  await expect(page.getByRole('heading')).toBeVisible();
  await page.getByRole('button', { name: /Switch to/ }).click();
  expect(problems).toEqual([]);
});

/** Names that objects have, and texts and numbers beyond reason. */
const plantedEvents = () => {
  // As long as the intake takes.
  const name = 'x'.repeat(4_096);
  const text = 'x'.repeat(60_000);
  const event = (type: string, fields: object = {}) => ({
    type,
    date: Date.now(),
    source: 'browser',
    application: { id: 'planted' },
    session: { id: 'planted', type: 'user' },
    view: { id: 'v', url: `https://shop.test/${text}`, name },
    usr: { id: name, email: '"><img src=x onerror=document.title=1>' },
    ...fields,
  });
  return [
    ...['constructor', '__proto__', 'toString', 'hasOwnProperty'].map((type) => event(type)),
    event('error', {
      error: { message: text, source: 'custom', stack: `at ${'('.repeat(9_000)}` },
    }),
    event('resource', {
      resource: { id: 'r', type: 'fetch', url: text, duration: Number.MAX_SAFE_INTEGER },
    }),
    event('error', {
      error: { message: 'The last one', source: 'custom' },
      context: { ['__proto__']: 1 },
    }),
  ];
};

for (const width of [390, 820, 1_440])
  test(`what strangers planted neither breaks nor widens a page of ${width} px`, async ({
    page,
    server,
  }) => {
    const faults: string[] = [];
    page.on('pageerror', ({ message }) => faults.push(message));
    const events = plantedEvents();
    await postEvents(server.url, events);
    await page.setViewportSize({ width, height: 900 });
    await page.goto(`${server.url}/?application=planted`);
    const overflow = () => page.evaluate(() => document.documentElement.scrollWidth - innerWidth);
    await expect(figure(page, 'Sessions')).toHaveText('1');
    expect(await overflow()).toBe(0);
    await page.goto(`${server.url}/sessions?application=planted`);
    await page.getByRole('row').nth(1).getByRole('link').click();
    const list = page.getByRole('list', { name: 'Events' });
    await expect(list.getByRole('button')).toHaveCount(events.length);
    for (const event of await list.getByRole('button').all()) {
      await event.click();
      await expect(page.getByRole('region', { name: 'Details of the event' })).toBeVisible();
      expect(await overflow()).toBe(0);
    }
    expect(await page.title()).toContain('Firsthand');
    expect(faults).toEqual([]);
  });
