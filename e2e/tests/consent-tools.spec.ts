import type { BrowserContext, Page } from '@playwright/test';
import { flush, ours, postsOf, say, sessionOf } from '../consent/acts.js';
import { CONSENT_TOOLS, pageWith } from '../consent/tools.js';
import { storedBy } from '../stored.js';
import { expect } from './fixtures.js';
import { test, type StrangeWorld } from './strange-site.js';

/** What was seen to hold, by tool: printed as a table at the end. */
const matrix: Record<string, Record<string, string>> = {};
test.afterAll(() => console.table(matrix));

/** One browser of a person: what its tabs do, and what leaves them. */
function person(context: BrowserContext, world: StrangeWorld, html: string, id: string) {
  const { url } = world.serve(({ pathname }) => (/\.\w+$/.test(pathname) ? undefined : html));
  const posts = postsOf(context);
  const stored = storedBy(world.server.url, id);
  return {
    posts,
    tab: async () => {
      const page = await context.newPage();
      await page.goto(url);
      return page;
    },
    /** Of each stored error its message, and its user. */
    errors: async () =>
      (await stored.ofType('error'))
        .map(({ error, usr }) => `${error.message} of ${usr?.id}`)
        .toSorted(),
  };
}

/** Whether a request of the page bears the id of a trace. */
const isTraced = (page: Page) =>
  page.evaluate(async () => {
    const { headers } = (await (await fetch('/api/echo')).json()) as { headers: object };
    return 'traceparent' in headers;
  });

/** A person clicks, asks and waits: nothing of it is known. */
async function expectNothing(page: Page, posts: readonly string[]) {
  const before = posts.length;
  await page.locator('h1').click();
  await say(page, 'unknown');
  expect(await isTraced(page)).toBe(false);
  await flush(page);
  await expect.poll(() => ours(page)).toBeNull();
  expect([posts.length, await sessionOf(page)]).toEqual([before, undefined]);
}

for (const [index, [name, tool]] of Object.entries(CONSENT_TOOLS).entries()) {
  const seen: Record<string, string> = (matrix[name] = {});
  const visit = async (context: BrowserContext, world: StrangeWorld, kind: string) => {
    const id = `${kind}_${index}`;
    return person(context, world, await pageWith(tool, id), id);
  };

  test(`${name}: before, accept, reload, withdraw, accept again`, async ({ context, world }) => {
    const { tab, posts, errors } = await visit(context, world, 'consent');
    const one = await tab();
    await say(one, 'before');
    expect(await isTraced(one)).toBe(false);
    await flush(one);
    expect([posts, await ours(one), await sessionOf(one)]).toEqual([[], null, undefined]);
    seen['before'] = 'nothing';

    await one.evaluate(tool.accept);
    await expect.poll(() => sessionOf(one)).toBeTruthy();
    await flush(one);
    await expect.poll(errors).toEqual(['before of ann']);
    expect(await isTraced(one)).toBe(true);
    seen['accept'] = 'what was held is stored';

    const session = await sessionOf(one);
    await one.reload();
    await expect.poll(() => sessionOf(one)).toBe(session);
    seen['reload'] = 'the same session';

    const two = await tab();
    await expect.poll(() => sessionOf(two)).toBe(session);
    for (const page of [one, two]) await say(page, 'queued');
    await one.evaluate(tool.reject);
    for (const page of [one, two]) await expectNothing(page, posts);
    await one.reload();
    await expectNothing(one, posts);
    expect(await errors()).toEqual(['before of ann']);
    seen['withdraw, two tabs'] = 'nothing queued leaves';

    await one.evaluate(tool.accept);
    await expect.poll(() => sessionOf(one)).toBeTruthy();
    expect(await sessionOf(one)).not.toBe(session);
    await say(one, 'again');
    await flush(one);
    await expect.poll(errors).toContain('again of ann');
    expect((await errors()).join()).not.toContain('queued');
    seen['accept again'] = 'another session';
  });

  test(`${name}: reject`, async ({ context, world }) => {
    const { tab, posts, errors } = await visit(context, world, 'consent_no');
    const page = await tab();
    await say(page, 'before');
    await page.evaluate(tool.reject);
    await expectNothing(page, posts);
    await page.reload();
    await expectNothing(page, posts);
    expect([posts, await errors()]).toEqual([[], []]);
    seen['reject'] = 'nothing';
  });

  test(`${name}: purposes apart, and a tool that clears storage`, async ({ context, world }) => {
    const { tab, posts, errors } = await visit(context, world, 'consent_some');
    const page = await tab();
    await page.evaluate(tool.measureOnly ?? tool.accept);
    await expect.poll(() => sessionOf(page)).toBeTruthy();
    await say(page, 'one');
    await flush(page);
    await expect.poll(errors).toEqual([tool.measureOnly ? 'one of undefined' : 'one of ann']);
    seen['purposes apart'] = tool.measureOnly ? 'no name' : 'it has one answer';

    await page.evaluate(() => {
      for (const key of Object.keys(localStorage))
        if (key.startsWith('firsthand')) localStorage.removeItem(key);
    });
    // What was granted until then may still leave.
    await expect.poll(() => sessionOf(page)).toBeUndefined();
    await flush(page);
    await expectNothing(page, posts);
    seen['storage cleared'] = 'nothing comes back';
  });

  test(`${name}: Global Privacy Control`, async ({ context, world }) => {
    await context.addInitScript(() =>
      Object.defineProperty(navigator, 'globalPrivacyControl', { value: true }),
    );
    const { tab, errors } = await visit(context, world, 'consent_gpc');
    const page = await tab();
    await page.evaluate(tool.accept);
    await expect.poll(() => sessionOf(page)).toBeTruthy();
    await say(page, 'one');
    await flush(page);
    await expect.poll(errors).toEqual(['one of undefined']);
    seen['GPC'] = 'no name';
  });
}
