import { setTimeout as wait } from 'node:timers/promises';
import { instrumented, sendHtml, serve } from '../serve.js';
import { test as base } from './fixtures.js';

interface Fixtures {
  /**
   * Any path is a page with the bundle; `?options={…}` goes to `init`, `?script=` goes on in its script. `/slow` answers
   * after a second, `/headers` with those of the request.
   */
  site: string;
}

export const test = base.extend<Fixtures>({
  site: async ({ server }, use) => {
    const site = await serve(async ({ pathname, searchParams }, response, request) => {
      if (pathname === '/slow') return response.end(await wait(1_000, 'slow'));
      if (pathname === '/headers') return response.end(JSON.stringify(request.headers));
      const options = JSON.parse(searchParams.get('options') ?? '{}') as object;
      const configuration = { endpoint: `${server.url}/rum`, ...options };
      const script = searchParams.get('script') ?? '';
      return sendHtml(response, instrumented(`<h1>${pathname}</h1>`, configuration, script));
    });
    await use(site.url);
    site.close();
  },
});
export { expect } from './fixtures.js';
