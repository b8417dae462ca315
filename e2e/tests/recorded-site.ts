import { test as base, expect, type Page } from '@playwright/test';
import { serveRelay, type Relay } from '../relay.js';
import { instrumented, sendHtml, serve } from '../serve.js';

interface Fixtures {
  /** Takes all that is sent to it. */
  intake: Relay;
  /** What is answered by path; any other path is a page with the bundle and `?html=`; `?options={…}` goes to `init`. */
  files: Files;
  site: string;
}

/** Bodies by path, made when they are asked for. */
export type Files = Record<
  string,
  { type: string; body: () => string | Uint8Array | Promise<string> }
>;

export const test = base.extend<Fixtures>({
  files: [{}, { option: true }],
  // oxlint-disable-next-line no-empty-pattern -- Playwright wants a pattern here.
  intake: async ({}, use) => {
    const relay = await serveRelay();
    await use(relay);
    relay.close();
  },
  site: async ({ intake, files }, use) => {
    const site = await serve(async ({ pathname, searchParams }, response) => {
      const file = files[pathname];
      if (file) {
        const body = await file.body();
        return response.setHeader('content-type', file.type).end(body);
      }
      const options = JSON.parse(searchParams.get('options') ?? '{}') as object;
      const configuration = {
        endpoint: `${intake.url}/rum`,
        sessionReplaySampleRate: 100,
        ...options,
      };
      const html = searchParams.get('html') ?? '<h1>Page</h1>';
      return sendHtml(response, instrumented(html, configuration));
    });
    await use(site.url);
    site.close();
  },
});

export const visit = (
  page: Page,
  site: string,
  { html = '', ...options }: Record<string, unknown> & { html?: string },
) => page.goto(`${site}/?${new URLSearchParams({ html, options: JSON.stringify(options) })}`);

/** rrweb observes this as soon as it has taken a full snapshot. */
export const recording = (page: Page) =>
  expect.poll(() => page.evaluate("Object.hasOwn(document, 'adoptedStyleSheets')")).toBe(true);

export { expect };
