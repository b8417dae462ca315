import { engines, type EngineName } from '../engines.js';
import type { Tab } from '../tab.js';
import { test as base } from './fixtures.js';

/** Tests that have a tab of an engine. */
export const testIn = (engine: EngineName) =>
  base.extend<{ tab: Tab }>({
    // oxlint-disable-next-line no-empty-pattern -- Playwright wants a pattern here.
    tab: async ({}, use) => {
      const { tab, close } = await engines[engine]();
      await use(tab);
      await close();
    },
  });
