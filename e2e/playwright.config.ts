import { defineConfig } from '@playwright/test';
import { chromiumArguments, chromiumPath } from './chromium.js';

export default defineConfig({
  testDir: './tests',
  // Each has a real server and a real shop of its own; the machine has two cores.
  workers: 2,
  timeout: 60_000,
  // A view's later snapshots come after 3 s, a batch after 2 s more.
  expect: { timeout: 15_000 },
  reporter: [
    ['list'],
    [
      'json',
      { outputFile: process.env['PLAYWRIGHT_JSON_OUTPUT_NAME'] ?? 'test-results/report.json' },
    ],
  ],
  use: {
    launchOptions: {
      executablePath: chromiumPath,
      // Users have it; Playwright switches it off.
      ignoreDefaultArgs: ['--disable-back-forward-cache'],
      args: chromiumArguments,
    },
  },
});
