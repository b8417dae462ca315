import type { RunningProcess } from '../run-process.js';
import { serveStrange, type StrangeAnswer, type StrangeSite } from '../strange-site.js';
import { test as base } from './fixtures.js';

/** The server of a worker's tests, and a site for each of them. */
export interface StrangeWorld {
  server: RunningProcess;
  /** Any path is answered by `answer` until the next call. */
  serve(answer: StrangeAnswer): StrangeSite;
}

export async function withStrangeWorld(
  { server }: { server: RunningProcess },
  use: (world: StrangeWorld) => Promise<void>,
): Promise<void> {
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
}

export const test = base.extend<object, { world: StrangeWorld }>({
  world: [withStrangeWorld, { scope: 'worker' }],
});
