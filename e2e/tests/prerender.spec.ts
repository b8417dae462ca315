import { spawn } from 'node:child_process';
import { mkdtempSync, rmSync } from 'node:fs';
import type { ServerResponse } from 'node:http';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { chromiumArguments, chromiumPath } from '../chromium.js';
import { instrumented, sendHtml, serve } from '../serve.js';
import { storedBy } from '../stored.js';
import { expect, test } from './fixtures.js';

/** Has the next page prerendered, and goes there a second after that was done. */
const search = `<script type="speculationrules">{"prerender":[{"urls":["/result"],"eagerness":"immediate"}]}</script>
  <script>fetch('/when-prerendered').then(() => setTimeout(() => (location.href = '/result'), 1000))</script>`;

test('a page shown after it was prerendered counts from when it was shown', async ({ server }) => {
  const configuration = { endpoint: `${server.url}/rum` };
  let whenPrerendered: ServerResponse | undefined;
  let prerenderedAt = 0;
  const site = await serve(({ pathname }, response) => {
    if (pathname === '/when-prerendered') whenPrerendered = response;
    else if (pathname === '/prerendered') {
      prerenderedAt = Date.now();
      whenPrerendered?.end();
      response.end();
    } else if (pathname === '/search') sendHtml(response, instrumented(search, configuration));
    else if (pathname === '/result')
      sendHtml(
        response,
        instrumented(
          `<script>document.prerendering && fetch('/prerendered')</script>`,
          configuration,
        ),
      );
    else response.writeHead(404).end();
  });
  // Without Playwright: a browser that is driven from outside does not prerender.
  const profile = mkdtempSync(join(tmpdir(), 'firsthand-profile-'));
  const browser = spawn(
    chromiumPath,
    ['--headless', ...chromiumArguments, `--user-data-dir=${profile}`, `${site.url}/search`],
    { stdio: 'ignore' },
  );
  const stored = storedBy(server.url);
  const result = async () =>
    (await stored.ofType('view')).find(({ view }) => view.name === '/result');
  await expect.poll(async () => (await result())?.view.navigation_type).toBe('prerender');
  expect((await result())?.date).toBeGreaterThanOrEqual(prerenderedAt + 900);
  expect((await result())?.view.first_byte).toBe(0);
  expect(await stored.sessions()).toHaveLength(1);

  const exited = new Promise((resolve) => browser.once('exit', resolve));
  browser.kill();
  await exited;
  rmSync(profile, { recursive: true, maxRetries: 5 });
  site.close();
});
