import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { test as base } from '@playwright/test';
import { nextApplication } from '../application.js';
import { runExample, runServer, type RunningProcess, type ServerConfig } from '../run-process.js';
import { storedBy } from '../stored.js';

interface Fixtures {
  /** Under which the test's pages send. */
  application: string;
  stored: ReturnType<typeof storedBy>;
}

interface Shared {
  /** Of all tests of a worker, each of which has an application of its own. */
  server: RunningProcess;
}

interface Alone {
  /** Of the server. */
  config: ServerConfig;
  /** With an empty store. */
  server: RunningProcess;
  shop: RunningProcess;
  stored: ReturnType<typeof storedBy>;
}

export const test = base.extend<Fixtures, Shared>({
  // oxlint-disable-next-line no-empty-pattern -- Playwright wants a pattern here.
  server: [({}, use) => withServer({}, use), { scope: 'worker' }],
  // oxlint-disable-next-line no-empty-pattern -- Playwright wants a pattern here.
  application: [({}, use) => use(nextApplication()), { auto: true }],
  stored: ({ server, application }, use) => use(storedBy(server.url, application)),
});

/** Tests each of which has a server of its own: what they do changes it, or it is another. */
export const testAlone = base.extend<Alone>({
  config: [{}, { option: true }],
  server: ({ config }, use) => withServer(config, use),
  shop: async ({ server }, use) => {
    const shop = await runExample('shop', server.url);
    await use(shop);
    await shop.stop();
  },
  stored: ({ server }, use) => use(storedBy(server.url, 'shop')),
});

async function withServer(
  config: ServerConfig,
  use: (server: RunningProcess) => Promise<void>,
): Promise<void> {
  const data = mkdtempSync(join(tmpdir(), 'firsthand-e2e-'));
  const server = await runServer(data, config);
  await use(server);
  await server.stop();
  rmSync(data, { recursive: true });
}
export { expect } from '@playwright/test';
