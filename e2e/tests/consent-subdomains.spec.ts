import type { Page } from '@playwright/test';
import { chromiumArguments, chromiumPath } from '../chromium.js';
import { flush, ours, postsOf, say, sessionOf } from '../consent/acts.js';
import { storedBy } from '../stored.js';
import { expect } from './fixtures.js';
import { test } from './strange-site.js';

test.use({
  launchOptions: {
    executablePath: chromiumPath,
    args: [...chromiumArguments, '--host-resolver-rules=MAP *.shop.test 127.0.0.1'],
  },
});

const PAGE = `<!doctype html><meta charset="utf-8"><title>Page</title><h1>Page</h1><script src="/sdk/firsthand-rum.js"></script>
  <script>FIRSTHAND.init({ applicationId: 'subdomains', trackingConsent: 'pending', trackSessionAcrossSubdomains: true,
    trackAnonymousUser: true, storeContextsAcrossPages: true });</script>`;
const tell = (page: Page, consent: string) =>
  page.evaluate(`FIRSTHAND.rum.setTrackingConsent('${consent}')`);

test('a refusal on one subdomain holds on the others: nothing leaves or comes back', async ({
  context,
  world,
}) => {
  const site = world.serve(() => PAGE);
  const { port } = new URL(site.url);
  const [one, two] = [await context.newPage(), await context.newPage()];
  const posts = postsOf(context);
  await one.goto(`http://one.shop.test:${port}/`);
  await two.goto(`http://two.shop.test:${port}/`);
  for (const page of [one, two]) await tell(page, 'granted');
  await two.evaluate("FIRSTHAND.rum.setUser({ id: 'ann' })");
  const session = await sessionOf(one);
  expect(session).toBeTruthy();
  expect(await sessionOf(two)).toBe(session);
  for (const page of [one, two]) await flush(page);

  for (const page of [one, two]) await say(page, 'queued');
  await tell(one, 'denied');
  const before = posts.length;
  await flush(two);
  await two.locator('h1').click();
  await say(two, 'afterwards');
  await flush(two);
  expect([await sessionOf(one), await sessionOf(two)]).toEqual([undefined, undefined]);
  for (const page of [one, two]) await expect.poll(() => ours(page)).toEqual(['firsthand.denied']);
  await two.goto('about:blank');
  expect(posts.length).toBe(before);

  // Whoever is told again, after the refusal, measures again.
  await one.reload();
  await tell(one, 'granted');
  await say(one, 'again');
  await flush(one);
  const stored = storedBy(world.server.url, 'subdomains');
  await expect
    .poll(async () => (await stored.ofType('error')).map(({ error }) => error.message))
    .toEqual(['again']);
  expect(await sessionOf(one)).not.toBe(session);
});
