import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { test as base } from '@playwright/test';
import { runExample, runServer, type RunningProcess, type ServerConfig } from '../run-process.js';
import { storedBy } from '../stored.js';

interface Fixtures {
  /** Of the server. */
  config: ServerConfig;
  /** A server with an empty store. */
  server: RunningProcess;
  shop: RunningProcess;
  stored: ReturnType<typeof storedBy>;
}

export const test = base.extend<Fixtures>({
  config: [{}, { option: true }],
  server: async ({ config }, use) => {
    const data = mkdtempSync(join(tmpdir(), 'firsthand-e2e-'));
    const server = await runServer(data, config);
    await use(server);
    await server.stop();
    rmSync(data, { recursive: true });
  },
  shop: async ({ server }, use) => {
    const shop = await runExample('shop', server.url);
    await use(shop);
    await shop.stop();
  },
  stored: async ({ server }, use) => {
    await use(storedBy(server.url));
  },
});
export { expect } from '@playwright/test';
