import type { Browser, Page } from '@playwright/test';
import { compareRoutes } from '../vitals/compare.js';
import { hero, picture, type Journey } from '../vitals/journey.js';
import { JOURNEYS } from '../vitals/journeys.js';
import { PRERENDER_JOURNEYS } from '../vitals/prerender-journeys.js';
import { ROUTE_JOURNEYS } from '../vitals/route-journeys.js';
import { startBrowser, withTabs } from '../vitals/tabs.js';
import { test as base } from './fixtures.js';
import { followJourney, inShort } from './follow-journey.js';
import { withStrangeWorld, type StrangeWorld } from './strange-site.js';

const test = base.extend<{ tab: Page }, { world: StrangeWorld; tabs: Browser }>({
  world: [withStrangeWorld, { scope: 'worker' }],
  // oxlint-disable-next-line no-empty-pattern -- Playwright wants a pattern here.
  tabs: [({}, use) => withTabs(use), { scope: 'worker' }],
  tab: async ({ tabs }, use) => {
    const [context] = tabs.contexts();
    if (!context) throw new Error('The browser has no window.');
    await context.clearCookies();
    const before = context.pages();
    await use(await context.newPage());
    for (const page of context.pages()) if (!before.includes(page)) await page.close();
  },
});

test.use({ hasTouch: true });
test.describe.configure({ mode: 'parallel' });

for (const journey of inShort(JOURNEYS.filter(({ tabs }) => !tabs)))
  test(`vitals as the library has them: ${journey.name}`, ({ page, world }) =>
    followJourney(journey, world, (site) => travel(journey, page, site)));

for (const journey of inShort(JOURNEYS.filter(({ tabs }) => tabs)))
  test(`vitals as the library has them, among tabs: ${journey.name}`, ({ tab, world }) =>
    followJourney(journey, world, (site) => travel(journey, tab, site)));

for (const journey of inShort(PRERENDER_JOURNEYS))
  test(`vitals as the library has them, of ${journey.name}`, async ({ world }) => {
    await using browsers = new AsyncDisposableStack();
    await followJourney(journey, world, (site) => browsers.use(startBrowser(site + journey.path)));
  });

for (const journey of inShort(ROUTE_JOURNEYS))
  test(`vitals of each view: ${journey.name}`, ({ page, world }) =>
    followJourney(journey, world, (site) => travel(journey, page, site), compareRoutes));

/** The library asks the browser when it is too late. */
const FORGETFUL: Journey = {
  name: 'a page that clears the times of what it loads at once',
  head: `<script>
    new PerformanceObserver(() => performance.clearResourceTimings()).observe({ type: 'resource' });
  </script>`,
  html: `<p>Text</p>${hero(picture(60))}`,
};

test(`LCP tells of its picture's load: ${FORGETFUL.name}`, ({ page, world }) =>
  followJourney(
    FORGETFUL,
    world,
    (site) => travel(FORGETFUL, page, site),
    (_, [view]) => {
      const { load_time: loadTime = 0 } = view?.view.performance?.lcp?.sub_parts ?? {};
      return loadTime > 50e6 ? [] : [`it says ${loadTime} ns`];
    },
  ));

async function travel(
  { path = '/', open = load, steps, hurried, leave = goElsewhere }: Journey,
  given: Page,
  site: string,
): Promise<void> {
  const page = await open(given, site + path);
  await steps?.(page, site);
  if (!hurried) await page.evaluate('settle()');
  await leave(page);
}

async function load(page: Page, url: string): Promise<Page> {
  await page.goto(url);
  await page.evaluate('settle()');
  return page;
}

const goElsewhere = (page: Page) => page.goto('about:blank');
