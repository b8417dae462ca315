import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { runServer, type RunningProcess } from '../run-process.js';
import { serveStrange, type StrangeAnswer, type StrangeSite } from '../strange-site.js';
import { test as base } from './fixtures.js';

/** A server for all of a worker's tests, each of which has an application of its own, and a site for each of them. */
export interface StrangeWorld {
  server: RunningProcess;
  /** Any path is answered by `answer` until the next call. */
  serve(answer: StrangeAnswer): StrangeSite;
}

export async function withStrangeWorld(use: (world: StrangeWorld) => Promise<void>): Promise<void> {
  const data = mkdtempSync(join(tmpdir(), 'firsthand-e2e-'));
  const server = await runServer(data);
  let answer: StrangeAnswer = () => undefined;
  const site = await serveStrange(server.url, (url) => answer(url));
  await use({
    server,
    serve(next) {
      answer = next;
      return site;
    },
  });
  site.close();
  await server.stop();
  rmSync(data, { recursive: true });
}

export const test = base.extend<object, { world: StrangeWorld }>({
  // oxlint-disable-next-line no-empty-pattern -- Playwright wants a pattern here.
  world: [({}, use) => withStrangeWorld(use), { scope: 'worker' }],
});
