import { ENGINE_JOURNEYS } from '../vitals/engine-journeys.js';
import { record } from '../vitals/record.js';
import { expect } from './fixtures.js';
import { followJourney } from './follow-journey.js';
import { withStrangeWorld, type StrangeWorld } from './strange-site.js';
import { testIn } from './tab.js';

for (const engine of ['Chromium', 'Firefox', 'WebKit'] as const) {
  const test = testIn(engine).extend<object, { world: StrangeWorld }>({
    world: [withStrangeWorld, { scope: 'worker' }],
  });
  test.describe(`vitals in ${engine}`, () => {
    for (const journey of ENGINE_JOURNEYS)
      test(`as the library has them: ${journey.name}`, async ({ tab, world }) => {
        const [load] = await followJourney(journey, world, async (site) => {
          await tab.goto(`${site}/`);
          // WebKitWebDriver may answer while the page before is still there.
          await expect.poll(() => tab.evaluate('typeof settle')).toBe('function');
          await tab.evaluate('settle()');
          await journey.steps?.(tab, site);
          await tab.evaluate('settle()');
          await tab.goto(`${world.server.url}/`);
        });
        expect(load?.visits[0]?.vitals).toMatchObject({
          TTFB: { value: expect.any(Number) },
          FCP: { value: expect.any(Number) },
        });
        if (load) record({ engine, journey: journey.name, load });
      });
  });
}
