import type { Page } from '@playwright/test';
import {
  eventsOf,
  postEvents,
  postSegments,
  recordVisit,
  segmentsOf,
  type Rec,
} from '../recording.js';
import { expect, test as base } from './fixtures.js';

interface Visit {
  startAt: number;
  records: Rec[];
}

const MINUTE = 60_000;
const test = base.extend<{ visit: Visit }>({
  visit: async ({ browser }, use) => {
    const startAt = Date.now() - 10 * MINUTE;
    const page = await browser.newPage({ viewport: { width: 1200, height: 800 } });
    const records = await recordVisit(page, startAt);
    await page.close();
    await use({ startAt, records });
  },
});

const recorded = (page: Page) => page.frameLocator('iframe[title="Recorded page"]');
const phase = (page: Page, name: string) =>
  expect(page.getByRole('group', { name: 'Recording' })).toHaveAttribute('data-phase', name);
const time = (page: Page) => page.getByRole('timer', { name: 'Time' });
const current = (page: Page) => page.locator('[aria-current=true].pane-row');

/** The player of a session, standing at its beginning. */
async function open(page: Page, server: string, session = 'visit') {
  await page.goto(`${server}/sessions/${session}/replay?application=shop&range=24h`);
  await phase(page, 'playing');
  await page.keyboard.press('Space');
  await phase(page, 'paused');
  await page.getByRole('list', { name: 'Events' }).getByRole('button').first().click();
  await page.getByRole('heading', { level: 1 }).click();
  await expect(time(page)).toContainText('+0:00.0');
}

async function post(server: string, { records, startAt }: Visit, session = 'visit') {
  const recording = { session, view: `view of ${session}` };
  const segments = segmentsOf(records, recording);
  await postSegments(server, segments);
  await postEvents(server, eventsOf(recording, startAt));
  await isStored(server, session, segments.length);
}

async function isStored(server: string, session: string, length: number) {
  const ask = async <T>(path: string) =>
    (await (
      await fetch(`${server}/api/v1/sessions/${path}?application=shop`)
    ).json()) as Partial<T>;
  await expect
    .poll(async () => (await ask<{ events: unknown[] }>(session)).events?.length)
    .toBeGreaterThan(0);
  await expect
    .poll(async () => (await ask<{ segments: unknown[] }>(`${session}/replay`)).segments?.length)
    .toBe(length);
}

test('a recording shows the page as it was at each time', async ({ page, server, visit }) => {
  await post(server.url, visit);
  await page.goto(`${server.url}/sessions/visit?application=shop`);
  await page.getByRole('link', { name: 'Watch the replay' }).click();
  await phase(page, 'playing');
  await open(page, server.url);
  const cart = recorded(page).locator('#cart');
  const search = recorded(page).locator('#search');
  await expect(cart).toHaveText('Cart: 0');
  await expect(search).toHaveValue('');
  for (const [steps, count, text] of [
    [3, 'Cart: 1', 'lamp 1'],
    [3, 'Cart: 2', 'lamp 2'],
    [-3, 'Cart: 1', 'lamp 1'],
  ] as const) {
    for (let step = 0; step < Math.abs(steps); step += 1) {
      await page.keyboard.press(steps > 0 ? 'ArrowRight' : 'ArrowLeft');
    }
    await expect(cart).toHaveText(count);
    await expect(search).toHaveValue(text);
  }
  await expect(time(page)).toContainText('+0:15.0');
});

test('it plays by itself, and ends', async ({ page, server, visit }) => {
  await post(server.url, visit);
  await open(page, server.url);
  await page.getByRole('combobox', { name: 'Speed' }).selectOption('8');
  await page.keyboard.press('Escape');
  await page.getByRole('button', { name: 'Play' }).click();
  await expect(recorded(page).locator('#cart')).toHaveText('Cart: 3', { timeout: 12_000 });
  await expect(page.getByText('End of the recording')).toBeVisible();
});

test('panes are in step with it, and lead to where they tell of', async ({
  page,
  server,
  visit,
}) => {
  await post(server.url, visit);
  await open(page, server.url);
  await expect(current(page)).toContainText('+0:00.0');
  await page.keyboard.press('e');
  await expect(time(page)).toContainText('+0:23.3');
  await expect(current(page)).toContainText('+0:10.0');
  await expect(recorded(page).locator('#cart')).toHaveText('Cart: 1');
  await page.keyboard.press('e');
  await expect(time(page)).toContainText('+0:54.3');
  await expect(current(page)).toContainText('Cart failed 1');
  await page.getByRole('tab', { name: 'Network 3' }).click();
  await expect(current(page)).toContainText('POST /api/cart/1 500');
  const network = page.getByRole('list', { name: 'Network' });
  await network.getByRole('button', { name: 'POST /api/cart/2 200' }).click();
  await expect(current(page)).toContainText('POST /api/cart/2 200');
  await expect(recorded(page).locator('#cart')).toHaveText('Cart: 3');
  await page.getByRole('tab', { name: 'Console 2' }).click();
  await expect(current(page)).toContainText('Cart failed 1');
  await page.getByRole('group', { name: 'Frustrations' }).getByRole('button').click();
  await expect(time(page)).toContainText('+0:55.0');
});

test('all of it works by the keyboard, and ? says how', async ({ page, server, visit }) => {
  await post(server.url, visit);
  await open(page, server.url);
  const speed = page.getByRole('combobox', { name: 'Speed' });
  await page.keyboard.press('ArrowUp');
  await expect(speed).toHaveValue('2');
  await page.keyboard.press('ArrowDown');
  await page.keyboard.press('ArrowDown');
  await expect(speed).toHaveValue('0.5');
  await page.keyboard.press('s');
  await expect(page.getByRole('switch', { name: 'Skip inactivity' })).not.toBeChecked();
  await page.keyboard.press('f');
  await expect.poll(() => page.evaluate(() => !!document.fullscreenElement)).toBe(true);
  await page.keyboard.press('f');
  await expect.poll(() => page.evaluate(() => !!document.fullscreenElement)).toBe(false);
  await page.keyboard.press('?');
  const help = page.getByRole('dialog', { name: 'Keyboard' });
  await expect(help.getByRole('row')).toHaveCount(10);
  await page.keyboard.press('Escape');
  await expect(help).toBeHidden();
  await page.keyboard.press('Space');
  await phase(page, 'playing');
});

test('the privacy view marks what was masked, and nothing else', async ({
  page,
  server,
  visit,
}) => {
  await post(server.url, visit);
  await open(page, server.url);
  await page.keyboard.press('m');
  const overlay = page.getByRole('img', { name: '3 masked areas' });
  await expect(overlay).toBeVisible();
  for (const [kind, selector] of [
    ['text', '#user'],
    ['value', '#code input'],
    ['hidden', '.hidden'],
  ] as const) {
    const area = await overlay.locator(`[data-kind=${kind}]`).boundingBox();
    const element = await recorded(page).locator(selector).boundingBox();
    expect(Math.abs((area?.x ?? 0) - (element?.x ?? 99)), kind).toBeLessThan(3);
    expect(Math.abs((area?.width ?? 0) - (element?.width ?? 99)), kind).toBeLessThan(3);
  }
  await page.keyboard.press('m');
  await expect(overlay).toBeHidden();
});

test('a recording of two hours is opened, and entered anywhere, by reading a minute of it', async ({
  page,
  server,
  visit,
}) => {
  test.slow();
  const begin = Date.now() - 130 * MINUTE;
  const bodies = Array.from({ length: 124 }, (_, minute) => {
    const shift = begin + minute * 58_000 - visit.startAt;
    const moved = visit.records.map((record) => ({
      ...record,
      timestamp: record.timestamp + shift,
    }));
    return segmentsOf(moved, { session: 'visit', view: `view ${minute}`, length: 2_000 });
  }).flat();
  expect(bodies.length).toBeGreaterThan(1_000);
  await postSegments(server.url, bodies);
  await postEvents(server.url, eventsOf({ session: 'visit', view: 'view 0' }, begin));
  await isStored(server.url, 'visit', bodies.length);
  const asked: URL[] = [];
  page.on('request', (request) => {
    const url = new URL(request.url());
    if (url.pathname.endsWith('/replay/records')) asked.push(url);
  });
  await open(page, server.url);
  await expect(time(page)).toContainText('/ 1:59:');
  const read = () =>
    asked.reduce((sum, { searchParams: query }) => {
      return sum + Number(query.get('to')) - Number(query.get('from'));
    }, 0);
  expect(read()).toBeLessThan(2 * MINUTE);
  asked.length = 0;
  const slider = page.getByRole('slider', { name: 'Time' });
  await slider.press('End');
  await expect(time(page)).toContainText('+1:59:');
  await expect(recorded(page).locator('#cart')).toHaveText('Cart: 3');
  expect(asked.length).toBeGreaterThan(0);
  expect(read()).toBeLessThan(2 * MINUTE);
});

test('a recording loads nothing from elsewhere and runs nothing', async ({
  page,
  server,
  visit,
}) => {
  const evil = JSON.parse(
    JSON.stringify(visit.records).replaceAll('Desk lamp', '<img src=x onerror=top.pwned=1>'),
  ) as Rec[];
  const snapshot = evil.find(({ type }) => type === 2)?.data as {
    node: { childNodes: { childNodes: { childNodes: unknown[]; tagName?: string }[] }[] };
  };
  const body = snapshot.node.childNodes
    .flatMap(({ childNodes = [] }) => childNodes)
    .find(({ tagName }) => tagName === 'body');
  const element = (id: number, tagName: string, attributes: object) => ({
    ...{ type: 2, id, tagName, attributes, childNodes: [] },
  });
  body?.childNodes.push(
    element(9_001, 'img', { src: 'https://elsewhere.test/pixel.png', onload: 'top.pwned = 1' }),
    element(9_002, 'iframe', { src: 'https://elsewhere.test/frame' }),
    element(9_003, 'script', { src: 'https://elsewhere.test/script.js' }),
    element(9_004, 'link', { rel: 'stylesheet', href: 'https://elsewhere.test/style.css' }),
    element(9_005, 'object', { data: 'https://elsewhere.test/object' }),
    element(9_006, 'meta', { 'http-equiv': 'refresh', content: '0;url=https://elsewhere.test/' }),
    element(9_007, 'video', { src: 'https://elsewhere.test/video.mp4', autoplay: '' }),
  );
  await post(server.url, { ...visit, records: evil });
  const elsewhere: string[] = [];
  // What the policy refuses never gets as far as this.
  await page.route(/elsewhere\.test/, (route) => {
    elsewhere.push(route.request().url());
    return route.fulfill({ body: 'top.pwned = 1' });
  });
  await open(page, server.url);
  await expect(recorded(page).locator('img')).toHaveCount(1);
  await page.keyboard.press('ArrowRight');
  await expect(time(page)).toContainText('+0:05.0');
  expect(elsewhere).toEqual([]);
  expect(await page.evaluate(() => 'pwned' in globalThis)).toBe(false);
});

test('the player keeps the console’s policy, and is loaded only when it is opened', async ({
  page,
  server,
  visit,
}) => {
  await post(server.url, visit);
  const problems: string[] = [];
  const scripts: string[] = [];
  page.on('console', (message) => {
    // Of Playwright's own scripts in the frame, which runs none.
    const isOwn = message.text().startsWith('Blocked script execution');
    if (message.type() === 'error' && !isOwn) problems.push(message.text());
  });
  page.on('pageerror', (error) => problems.push(error.message));
  page.on('request', (request) => {
    if (request.resourceType() === 'script') scripts.push(new URL(request.url()).pathname);
  });
  await page.goto(`${server.url}/sessions/visit?application=shop`);
  await expect(page.getByRole('link', { name: 'Watch the replay' })).toBeVisible();
  const before = scripts.length;
  await page.getByRole('link', { name: 'Watch the replay' }).click();
  await phase(page, 'playing');
  expect(scripts.length).toBeGreaterThan(before);
  await open(page, server.url);
  await page.keyboard.press('m');
  await page.keyboard.press('e');
  await expect(time(page)).toContainText('+0:23.3');
  expect(problems).toEqual([]);
});

test('what is missing, gone, never recorded or fails is said', async ({ page, server, visit }) => {
  const { records, startAt } = visit;
  const cut = { session: 'cut', view: 'cut' };
  const segments = segmentsOf(records, cut);
  await postSegments(
    server.url,
    segments.filter((_, index) => index !== 2),
  );
  await postEvents(server.url, eventsOf(cut, startAt));
  await postEvents(server.url, eventsOf({ session: 'gone', view: 'gone' }, startAt));
  await postEvents(
    server.url,
    eventsOf({ session: 'never', view: 'never' }, startAt).map((event) => ({
      ...event,
      session: { id: 'never', type: 'user' },
    })),
  );
  await post(server.url, visit);
  const show = (session: string) =>
    page.goto(`${server.url}/sessions/${session}/replay?application=shop`);
  await show('never');
  await expect(page.getByText('This session was not recorded.')).toBeVisible();
  await show('gone');
  await expect(page.getByText(/replay is not stored any more/)).toBeVisible();
  await open(page, server.url, 'cut');
  for (let step = 0; step < 3; step += 1) await page.keyboard.press('ArrowRight');
  await expect(page.getByText('A part of the recording is missing here')).toBeVisible();
  for (let step = 0; step < 4; step += 1) await page.keyboard.press('ArrowRight');
  await expect(page.getByText('A part of the recording is missing here')).toBeHidden();
  await page.route(/replay\/records/, (route) => route.abort());
  await page.goto(`${server.url}/sessions/visit/replay?application=shop`);
  await expect(page.getByRole('alert')).toContainText('The server does not answer.');
  await page.unroute(/replay\/records/);
  await page.getByRole('button', { name: 'Play' }).click();
  await phase(page, 'playing');
});
