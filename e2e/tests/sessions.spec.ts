import type { Page } from '@playwright/test';
import { expect, test } from './site.js';

const sessionId = (page: Page) => page.evaluate<string | undefined>('FIRSTHAND.rum.getSessionId()');
const report = (page: Page, message: string) =>
  page.evaluate(`FIRSTHAND.rum.addError('${message}')`);
const flush = (page: Page) => page.evaluate<void>('FIRSTHAND.rum.flush()');

test('a session that someone else deletes is over; none begins before the next page', async ({
  page,
  site,
  stored,
}) => {
  await page.goto(`${site}/shop`);
  const id = () => sessionId(page);
  const first = await id();
  await page.evaluate(() => localStorage.clear());
  expect(await id()).toBeUndefined();
  expect(await page.evaluate(() => localStorage.length)).toBe(0);
  await page.getByRole('heading').click();
  expect([await id(), await page.evaluate(() => localStorage.length)]).toEqual([undefined, 0]);
  await page.reload();
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
      [second, 'initial_load'],
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
  const id = sessionId;
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

test('a session lasts 4 hours at most, however constantly the page is used', async ({
  page,
  site,
  stored,
}) => {
  await page.clock.install({ time: Date.now() - 5 * 60 * 60_000 });
  await page.goto(`${site}/busy`);
  const first = await sessionId(page);
  for (let minutes = 10; minutes <= 4 * 60 + 20; minutes += 10) {
    await page.clock.fastForward('10:00');
    await page.keyboard.press('a');
    await report(page, `minute ${minutes}`);
    await flush(page);
  }
  const second = await sessionId(page);
  expect([undefined, first]).not.toContain(second);
  const expected = Object.fromEntries(
    Array.from({ length: 26 }, (_, index) => [
      `minute ${(index + 1) * 10}`,
      index + 1 < 24 ? first : second,
    ]),
  );
  await expect
    .poll(async () =>
      Object.fromEntries(
        (await stored.ofType('error')).map(({ error, session }) => [error.message, session.id]),
      ),
    )
    .toEqual(expected);
});

test('a session whose cookie a third party clears is over, and not brought back before that is allowed', async ({
  page,
  context,
  site,
  stored,
}) => {
  const options = JSON.stringify({ sessionPersistence: 'cookie' });
  await page.goto(`${site}/cookie?options=${options}`);
  const first = await sessionId(page);
  expect((await context.cookies()).map(({ name }) => name)).toEqual(['firsthand.session']);
  await context.clearCookies();
  expect(await sessionId(page)).toBeUndefined();
  await report(page, 'between');
  await flush(page);
  expect(await context.cookies()).toEqual([]);
  await page.getByRole('heading').click();
  expect([await sessionId(page), await context.cookies()]).toEqual([undefined, []]);
  await page.evaluate("FIRSTHAND.rum.setTrackingConsent('granted')");
  await page.getByRole('heading').click();
  const second = await sessionId(page);
  await report(page, 'in the second');
  expect([undefined, first]).not.toContain(second);
  await expect
    .poll(async () =>
      (await stored.ofType('error')).map(({ error, session }) => [error.message, session.id]),
    )
    .toEqual([['in the second', second]]);
});

test('a page that is frozen has sent what it knew', async ({ page, context, site, stored }) => {
  await page.goto(`${site}/frozen`);
  await page.waitForResponse((response) => response.url().includes('/rum/'));
  await report(page, 'just before');
  const devtools = await context.newCDPSession(page);
  await devtools.send('Page.setWebLifecycleState', { state: 'frozen' });
  await expect
    .poll(async () => (await stored.ofType('error')).map(({ error }) => error.message))
    .toEqual(['just before']);
});

test('flush resolves when the server has answered', async ({ page, site, stored }) => {
  await page.goto(`${site}/flush`);
  await report(page, 'flushed');
  await page.route('**/rum/v1/events*', async (route) => {
    await new Promise((resolve) => setTimeout(resolve, 300));
    await route.continue();
  });
  const took = await page.evaluate<number>(`(async () => {
    const calledAt = performance.now();
    FIRSTHAND.rum.flush();
    // There is nothing left to send, but something on its way.
    await FIRSTHAND.rum.flush();
    return performance.now() - calledAt;
  })()`);
  expect(took).toBeGreaterThanOrEqual(300);
  await expect.poll(async () => (await stored.ofType('error')).length).toBe(1);
});

test('a session that is not sampled is sent, from before, when an error happens, and is in no rate', async ({
  application,
  page,
  context,
  server,
  site,
  stored,
}) => {
  const options = JSON.stringify({ sessionSampleRate: 0, sessionOnError: true });
  const sent: string[] = [];
  page.on('request', (request) => {
    if (request.url().includes('/rum/v1/')) sent.push(request.url());
  });
  await page.goto(`${site}/first?options=${options}`);
  await page.evaluate("FIRSTHAND.rum.addAction('before')");
  await flush(page);
  expect(sent).toEqual([]);
  await report(page, 'broken');
  await flush(page);
  await page.goto(`${site}/second?options=${options}`);
  await page.evaluate("FIRSTHAND.rum.addAction('after')");
  await flush(page);
  const id = await sessionId(page);
  const names = async () =>
    (await stored.ofType('action')).map(({ action }) => action.target?.name).toSorted();
  await expect.poll(names).toEqual(['after', 'before']);
  const views = await stored.ofType('view');
  expect(views.map(({ view }) => new URL(view.url).pathname).toSorted()).toEqual([
    '/first',
    '/second',
  ]);
  for (const { session } of views)
    expect(session).toEqual({ id, type: 'user', kept_on_error: true });
  expect((await stored.overview()).totals).toMatchObject({ views: 0, errors: 0, sessions: 0 });
  const firsthand = await context.newPage();
  await firsthand.goto(`${server.url}/sessions?application=${application}`);
  await firsthand.getByLabel('kept because of an error').click();
  await expect(firsthand).toHaveURL(new RegExp(`/sessions/${id}`));
  await expect(firsthand.getByText('no: kept because of an error')).toBeVisible();
});
