import { engines } from '../engines.js';
import { factsOf } from '../facts-of.js';
import { frameOf, HOSTILE_PAGES, htmlOf } from '../hostile-pages.js';
import { storedBy } from '../stored.js';
import { expect, test as base } from './fixtures.js';
import { withStrangeWorld, type StrangeWorld } from './strange-site.js';

const test = base.extend<object, { world: StrangeWorld }>({
  world: [withStrangeWorld, { scope: 'worker' }],
});

/** What a visit to a page of ordinary habits leaves in the store, and how often. */
const FACTS = {
  'view /': 1,
  'view /next': 1,
  'fetch PUT 200': 1,
  'xhr GET 200': 1,
  // One of them is the page's report of itself.
  'xhr POST 200': 2,
  'error thrown': 1,
  'error rejected': 1,
  'error written 1': 1,
  'action #press': 1,
};

for (const engine of ['Chromium', 'Firefox', 'WebKit'] as const) {
  test(`in ${engine} hostile pages are as without the SDK, and all facts of them are stored`, async ({
    world,
  }) => {
    test.setTimeout(300_000);
    const { tab, close } = await engines[engine]();
    const pages = Object.entries(HOSTILE_PAGES).filter(([, { not = [] }]) => !not.includes(engine));
    const applicationOf = (index: number) => `hostile_${engine}_${index}`;

    for (const [index, [name, hostile]] of pages.entries()) {
      const visit = async (options?: object) => {
        const report = `${applicationOf(index)}_${options ? 'with' : 'without'}`;
        const html = htmlOf(hostile, { report: `/report?${report}`, ...(options && { options }) });
        const { url, reports } = world.serve((address) => {
          if (address.pathname !== '/') return undefined;
          return hostile.frame && !address.search
            ? frameOf(hostile.frame)
            : { html, headers: hostile.headers ?? {} };
        });
        await tab.goto(url);
        await expect.poll(() => reports.get(report), { message: name }).toBeDefined();
        return reports.get(report)?.split(';');
      };
      const without = await visit();
      const withSdk = await visit({
        applicationId: applicationOf(index),
        sessionReplaySampleRate: 100,
        defaultPrivacyLevel: 'allow',
        // Drivers need names that pages hide.
        allowUntrustedEvents: true,
      });
      expect.soft(withSdk, name).toEqual(without);
    }

    // What has not been sent yet leaves with the page.
    await tab.goto(`${world.server.url}/`);
    for (const [index, [name, { unknown = [], unknownIn }]] of pages.entries()) {
      const missing = new Set([...unknown, ...(unknownIn?.[engine] ?? [])]);
      const facts = Object.entries(FACTS).filter(([fact]) => !missing.has(fact));
      const stored = storedBy(world.server.url, applicationOf(index));
      await expect
        .soft(async () => {
          const { 'fetch GET 0': _, ...found } = factsOf(await stored.events());
          expect(found, name).toMatchObject(Object.fromEntries(facts));
        })
        .toPass({ timeout: 15_000 });
    }
    await close();
  });
}
