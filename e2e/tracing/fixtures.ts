import { bundle } from '../bundle.js';
import { instrumented, sendHtml, serve } from '../serve.js';
import { expect, test as base } from '../tests/fixtures.js';
import {
  startDatadog,
  startOpenTelemetry,
  type Datadog,
  type OpenTelemetry,
  type Reference,
} from './back-ends.js';

interface Visit {
  /** For `init`. */
  options: Record<string, unknown>;
  /** A module of `libraries/` that runs before `init`, and is `PAGE`. Default: none; `traced-calls` runs after it */
  first?: string;
}

interface Fixtures {
  backEnd: OpenTelemetry;
  datadog: Datadog;
  /** The address of a page that starts so, on an origin of its own; of its document the back end names the trace. */
  pageOf: (visit: Visit) => string;
  /** Has the page call the back end by every way, or by those that are named. @returns the paths that it asks for */
  call: (
    below: string,
    how?: { at?: string; ways?: string[]; headers?: object },
  ) => Promise<string[]>;
  /** Waits until requests for these paths are stored, each once. @returns what they refer to, by path */
  storedOf: (paths: readonly string[]) => Promise<Record<string, Reference>>;
}

export const test = base.extend<Fixtures>({
  // oxlint-disable-next-line no-empty-pattern -- Playwright wants a pattern here.
  backEnd: async ({}, use) => {
    const backEnd = await startOpenTelemetry();
    await use(backEnd);
    await backEnd.stop();
  },
  // oxlint-disable-next-line no-empty-pattern -- Playwright wants a pattern here.
  datadog: async ({}, use) => {
    const datadog = await startDatadog();
    await use(datadog);
    await datadog.stop();
  },
  pageOf: async ({ backEnd, server }, use) => {
    const site = await serve(async ({ pathname, searchParams }, response) => {
      const [, name] = /^\/([\w-]+)\.js$/.exec(pathname) ?? [];
      if (name) {
        response.setHeader('content-type', 'text/javascript').end(await bundle(name));
        return;
      }
      if (pathname !== '/') return void response.writeHead(404).end();
      const { options, first } = JSON.parse(searchParams.get('visit') ?? '{}') as Visit;
      const script = `<script src="/${first ?? 'traced-calls'}.js"></script>`;
      const configuration = { endpoint: `${server.url}/rum`, ...options };
      const html = instrumented(first ? script : '', configuration);
      const { headers } = await fetch(`${backEnd.url}/document?named`);
      response.setHeader('server-timing', headers.get('server-timing') ?? '');
      sendHtml(response, first ? html : html + script);
    });
    await use((visit) => `${site.url}/?${new URLSearchParams({ visit: JSON.stringify(visit) })}`);
    site.close();
  },
  call: async ({ backEnd, page }, use) =>
    use(async (below, { at = backEnd.url, ...how } = {}) => {
      await page.evaluate(`PAGE.run(${JSON.stringify(`${at}${below}`)}, ${JSON.stringify(how)})`);
      const ways = JSON.stringify(how.ways) ?? 'PAGE.ways';
      return page.evaluate<string[]>(`${ways}.map((way) => '${below}/' + PAGE.addressOf(way))`);
    }),
  storedOf: async ({ backEnd, page, stored }, use) => {
    const { port } = new URL(backEnd.url);
    const requests = async (paths: readonly string[]) =>
      (await stored.ofType('resource'))
        .map(({ resource: { type, url }, _dd }) => ({ type, _dd, url: new URL(url) }))
        .filter(({ type, url }) => url.port === port && /fetch|xhr/.test(type))
        .filter(({ url }) => paths.includes(url.pathname));
    await use(async (paths) => {
      await page.evaluate('FIRSTHAND.rum.flush()');
      await expect
        .poll(async () => (await requests(paths)).map(({ url }) => url.pathname).toSorted())
        .toEqual([...paths].toSorted());
      return Object.fromEntries(
        (await requests(paths)).map(({ url, _dd: { trace_id, span_id } = {} }) => [
          url.pathname,
          trace_id ? { trace_id, span_id } : {},
        ]),
      );
    });
  },
});
export { expect };

/** The same machine as another site. */
export function atAnotherSite(url: string): string {
  return url.replace('127.0.0.1', 'localhost');
}
