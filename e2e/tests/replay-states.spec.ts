import type { eventWithTime } from 'rrweb';
import { eventsOf, postEvents, postSegments, segmentsOf } from '../recording.js';
import { expect, open, phase, post, recorded, test, time } from './replay.js';

test('a recording loads nothing from elsewhere and runs nothing', async ({
  page,
  server,
  visit,
}) => {
  const evil = JSON.parse(
    JSON.stringify(visit.records).replaceAll('Desk lamp', '<img src=x onerror=top.pwned=1>'),
  ) as eventWithTime[];
  const snapshot = evil.find(({ type }) => type === 2)?.data as {
    node: { childNodes: { childNodes: { childNodes: unknown[]; tagName?: string }[] }[] };
  };
  const body = snapshot.node.childNodes
    .flatMap(({ childNodes = [] }) => childNodes)
    .find(({ tagName }) => tagName === 'body');
  const element = (id: number, tagName: string, attributes: object) => ({
    type: 2,
    id,
    tagName,
    attributes,
    childNodes: [],
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
  await open(page, server.url, { session: 'cut' });
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
