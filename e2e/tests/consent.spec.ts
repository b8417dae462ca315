import { expect, test } from './site.js';

const options = encodeURIComponent(JSON.stringify({ storeContextsAcrossPages: true }));
const ours = () => Object.keys(localStorage).filter((key) => key.startsWith('firsthand'));

test('what is denied in one tab ends in the other, and is erased from the browser', async ({
  context,
  site,
  stored,
}) => {
  const [one, two] = [await context.newPage(), await context.newPage()];
  for (const page of [one, two]) {
    await page.goto(`${site}/?options=${options}`);
    await page.evaluate("FIRSTHAND.rum.setUser({ id: 'ann' })");
  }
  const sessionOf = (page: typeof one) => page.evaluate('FIRSTHAND.rum.getSessionId()');
  expect(await sessionOf(one)).toBe(await sessionOf(two));
  expect(await one.evaluate(ours)).toContain('firsthand.session');

  await one.evaluate("FIRSTHAND.rum.setTrackingConsent('denied')");
  await expect.poll(() => sessionOf(two)).toBeUndefined();
  await two.evaluate("FIRSTHAND.rum.addError('after it was denied')");
  await two.locator('h1').click();
  await two.evaluate('FIRSTHAND.rum.flush()');
  for (const page of [one, two]) {
    expect(await sessionOf(page)).toBeUndefined();
    await expect.poll(() => page.evaluate(ours)).toEqual([]);
  }

  await one.evaluate("FIRSTHAND.rum.setTrackingConsent('granted')");
  await one.evaluate("FIRSTHAND.rum.addError('granted again'); FIRSTHAND.rum.flush()");
  await expect
    .poll(async () => (await stored.ofType('error')).map(({ error }) => error.message))
    .toEqual(['granted again']);
});

test('what happened while consent was pending is stored when it is granted', async ({
  page,
  site,
  stored,
}) => {
  await page.goto(`${site}/?options=${encodeURIComponent('{"trackingConsent":"pending"}')}`);
  await page.locator('h1').click();
  await page.evaluate("FIRSTHAND.rum.addError('while pending')");
  await page.evaluate("history.pushState(null, '', '/second')");
  expect(await page.evaluate(ours)).toEqual([]);
  await page.evaluate("FIRSTHAND.rum.setTrackingConsent('granted')");
  await page.evaluate('FIRSTHAND.rum.flush()');
  await expect.poll(async () => (await stored.ofType('error')).length).toBe(1);
  await expect
    .poll(async () =>
      (await stored.ofType('view')).map(({ view }) => [view.name, view.loading_type]),
    )
    .toEqual([
      ['/', 'initial_load'],
      ['/second', 'route_change'],
    ]);
  await expect.poll(async () => (await stored.ofType('action')).length).toBe(1);
  const [first] = await stored.ofType('view');
  expect(first?.view.error.count).toBe(1);
  expect(first?.view.dom_complete).toBeGreaterThan(0);
});
