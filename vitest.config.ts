import { existsSync } from 'node:fs';
import { playwright } from '@vitest/browser-playwright';
import { chromium } from 'playwright';
import { defineConfig, type Plugin } from 'vitest/config';
import { answerHostile } from './e2e/hostile.js';

/** Playwright's own Chromium where it is installed, else the system's: `scripts/browser.mjs` sees to one. */
const executablePath = existsSync(chromium.executablePath()) ? undefined : '/usr/bin/chromium';
const conditions = ['@firsthand/source', 'import', 'module', 'default'];

/** Servers on bad days, on the origin of the tests. */
const hostile: Plugin = {
  name: 'hostile',
  configureServer: ({ middlewares }) =>
    void middlewares.use((request, response, next) => {
      if (!answerHostile(request, response)) next();
    }),
};

export default defineConfig({
  test: {
    projects: [
      {
        resolve: { conditions: ['@firsthand/source', 'node', 'import', 'default'] },
        ssr: { resolve: { conditions: ['@firsthand/source', 'node', 'import', 'default'] } },
        test: {
          name: 'node',
          include: [
            'packages/*/test/**/*.test.ts',
            'scripts/test/**/*.test.ts',
            'bench/test/**/*.test.ts',
          ],
          exclude: ['**/*.browser.test.ts'],
          pool: 'forks',
          testTimeout: 20_000,
        },
      },
      {
        plugins: [hostile],
        resolve: { conditions: ['browser', ...conditions] },
        // They are ESM already; bundling them when they are first seen would reload the page under a test.
        optimizeDeps: {
          exclude: [
            '@rrweb/record',
            '@rrweb/types',
            'fast-check',
            'typebox',
            'typebox/compile',
            'web-vitals',
          ],
        },
        test: {
          name: 'browser',
          include: ['packages/*/test/**/*.browser.test.ts'],
          browser: {
            enabled: true,
            headless: true,
            screenshotFailures: false,
            provider: playwright({
              launchOptions: {
                ...(executablePath && { executablePath }),
                args: [
                  '--no-sandbox',
                  '--disable-background-networking',
                  '--disable-component-update',
                  '--disable-sync',
                ],
              },
            }),
            instances: [{ browser: 'chromium' }],
          },
        },
      },
    ],
  },
});
