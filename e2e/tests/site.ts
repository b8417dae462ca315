import { setTimeout as wait } from 'node:timers/promises';
import { instrumented, sendHtml, serve } from '../serve.js';
import { storedBy } from '../stored.js';
import { test as base } from './fixtures.js';

interface Fixtures {
  /** Any path is a page with the bundle; `?options={…}` goes to `init`. `/slow` answers after a second. */
  site: string;
  stored: ReturnType<typeof storedBy>;
}

export const test = base.extend<Fixtures>({
  site: async ({ server }, use) => {
    const site = await serve(async ({ pathname, searchParams }, response) => {
      if (pathname === '/slow') return response.end(await wait(1_000, 'slow'));
      const options = JSON.parse(searchParams.get('options') ?? '{}') as object;
      const configuration = { endpoint: `${server.url}/rum`, ...options };
      return sendHtml(response, instrumented(`<h1>${pathname}</h1>`, configuration));
    });
    await use(site.url);
    site.close();
  },
  stored: async ({ server }, use) => use(storedBy(server.url, 'pages')),
});
export { expect } from './fixtures.js';
