import { engines, type Engine, type EngineName } from '../engines.js';
import type { Tab } from '../tab.js';
import { test as base } from './fixtures.js';

/** Tests that have a tab of an engine: one for all of a worker's, each of which has an origin of its own. */
export const testIn = (name: EngineName) =>
  base.extend<{ tab: Tab }, { engine: Engine }>({
    engine: [
      // oxlint-disable-next-line no-empty-pattern -- Playwright wants a pattern here.
      async ({}, use) => {
        const engine = await engines[name]();
        await use(engine);
        await engine.close();
      },
      { scope: 'worker' },
    ],
    tab: ({ engine }, use) => use(engine.tab),
  });
