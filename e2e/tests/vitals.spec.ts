import type { Browser, Page } from '@playwright/test';
import { storedBy } from '../stored.js';
import { compareRoutes, compareVisits, type Compare } from '../vitals/compare.js';
import { sightsOf } from '../vitals/differences.js';
import type { Journey } from '../vitals/journey.js';
import { JOURNEYS } from '../vitals/journeys.js';
import { PRERENDER_JOURNEYS } from '../vitals/prerender-journeys.js';
import { ROUTE_JOURNEYS } from '../vitals/route-journeys.js';
import { startBrowser, withTabs } from '../vitals/tabs.js';
import { serveVitals } from '../vitals/vitals-site.js';
import { expect, test as base } from './fixtures.js';
import { withStrangeWorld, type StrangeWorld } from './strange-site.js';

const test = base.extend<{ tab: Page }, { world: StrangeWorld; tabs: Browser }>({
  // oxlint-disable-next-line no-empty-pattern -- Playwright wants a pattern here.
  world: [({}, use) => withStrangeWorld(use), { scope: 'worker' }],
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

for (const journey of JOURNEYS.filter(({ tabs }) => !tabs))
  test(`vitals as the library has them: ${journey.name}`, ({ page, world }) =>
    follow(journey, world, (site) => travel(journey, page, site)));

for (const journey of JOURNEYS.filter(({ tabs }) => tabs))
  test(`vitals as the library has them, among tabs: ${journey.name}`, ({ tab, world }) =>
    follow(journey, world, (site) => travel(journey, tab, site)));

for (const journey of PRERENDER_JOURNEYS)
  test(`vitals as the library has them, of ${journey.name}`, async ({ world }) => {
    await using browsers = new AsyncDisposableStack();
    await follow(journey, world, (site) => browsers.use(startBrowser(site + journey.path)));
  });

for (const journey of ROUTE_JOURNEYS)
  test(`vitals of each view: ${journey.name}`, ({ page, world }) =>
    follow(journey, world, (site) => travel(journey, page, site), compareRoutes));

/** Each is of an application of its own. */
let followed = 0;

/** Goes on a journey on a site of its own, and compares what was stored with what was said of it. */
async function follow(
  journey: Journey,
  { server }: StrangeWorld,
  go: (site: string) => unknown,
  compare: Compare = compareVisits,
): Promise<void> {
  const applicationId = `vitals_${(followed += 1)}`;
  const site = await serveVitals(journey, { applicationId, endpoint: `${server.url}/rum` });
  await go(site.url);
  const stored = storedBy(server.url, applicationId);
  await expect(async () => {
    const views = (await stored.ofType('view')).toSorted((one, other) => one.date - other.date);
    const loads = site.loads();
    expect({
      lastState: views.at(-1)?._dd.page_states?.at(-1)?.state,
      sees: sightsOf(journey.sees ?? {}, loads.at(-1)?.visits.at(-1)?.vitals ?? {}),
      differences: compare(journey, views, loads),
    }).toEqual({
      lastState: expect.stringMatching(/frozen|terminated|hidden/),
      sees: journey.sees ?? {},
      differences: [],
    });
  }).toPass({ timeout: 10_000, intervals: [50, 100, 200] });
  site.close();
}

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
