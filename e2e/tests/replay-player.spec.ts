import { eventsOf, postEvents, postSegments, segmentsOf } from '../recording.js';
import {
  current,
  expect,
  isStored,
  MINUTE,
  open,
  phase,
  post,
  recorded,
  test,
  time,
} from './replay.js';

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

test('that scripts animated something, which is not recorded, is said from then on', async ({
  page,
  server,
  visit: { records, startAt },
}) => {
  const animation = {
    type: 5,
    data: { tag: 'animation', payload: {} },
    timestamp: startAt + 8_000,
  };
  const animated = {
    startAt,
    records: [...records, animation as (typeof records)[number]].toSorted(
      (one, other) => one.timestamp - other.timestamp,
    ),
  };
  await post(server.url, animated);
  await post(server.url, { startAt, records }, 'still');
  const line = page.getByText('Animations by scripts are not recorded');
  await open(page, server.url);
  await expect(line).toBeHidden();
  await page.keyboard.press('ArrowRight');
  await page.keyboard.press('ArrowRight');
  await expect(line).toBeVisible();
  await open(page, server.url, { session: 'still' });
  await page.keyboard.press('ArrowRight');
  await page.keyboard.press('ArrowRight');
  await expect(time(page)).toContainText('+0:10.0');
  await expect(line).toBeHidden();
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
