import { buffer } from 'node:stream/consumers';
import { makeRandomRequests } from '../random-requests.js';
import { serve, sendHtml } from '../serve.js';
import { expect, test } from '@playwright/test';

const COUNT = 2_000;
const SEED = 20_261_129;

test(`${COUNT} random requests arrive byte by byte as without the SDK, but for the trace where that is allowed`, async ({
  page,
}) => {
  test.setTimeout(180_000);
  const visit = async (script: string) => {
    /** What arrived of each, in order, with what it was answered. */
    const arrived = new Map<string, string>();
    const traced = new Set<string>();
    const site = await serve(async ({ pathname, searchParams }, response, request) => {
      // Some give themselves up on their way.
      const body = await buffer(request).catch(() => undefined);
      if (!body) return;
      if (pathname === '/')
        return sendHtml(response, `<!doctype html><title>Page</title>${script}`);
      const { method = '', url = '', rawHeaders } = request;
      const id = searchParams.get('id');
      if (id !== null) {
        const headers = pairsOf(rawHeaders).filter(([name]) => name !== 'Host');
        const own = headers.filter(
          ([name]) => name !== 'traceparent' || pathname !== '/api/traced',
        );
        if (own.length < headers.length) traced.add(id);
        // Another header may change the order of all, which says nothing.
        if (pathname === '/api/traced') own.sort();
        const what = [
          method,
          url,
          own.join('\n').replaceAll(site.url, ''),
          body.toString('latin1'),
        ];
        arrived.set(id, what.join('\n'));
      }
      response.end(pathname.startsWith('/api/') ? 'answer' : '{"accepted":0,"refused":[]}');
    });
    await page.goto(site.url);
    const seen = await page.evaluate(makeRandomRequests, { count: COUNT, seed: SEED });
    await page.goto('about:blank');
    site.close();
    return { seen, arrived: Object.fromEntries(arrived), traced };
  };

  const without = await visit('');
  const withSdk = await visit(`<script src="/firsthand-rum.js"></script>
    <script>FIRSTHAND.init({ applicationId: 'random', trackResourceHeaders: ['x-own'], allowedTracingUrls: ['/api/traced'] });</script>`);
  expect(withSdk.seen).toEqual(without.seen);
  expect(withSdk.arrived).toEqual(without.arrived);
  // It was there, and most of the forms were understood.
  expect(Object.keys(without.arrived).length).toBeGreaterThan(COUNT / 2);
  expect(withSdk.traced.size).toBeGreaterThan(COUNT / 4);
  expect(without.traced.size).toBeLessThan(withSdk.traced.size / 2);
});

function pairsOf(rawHeaders: readonly string[]): [name: string, value: string][] {
  return rawHeaders.flatMap((name, index) =>
    index % 2 ? [] : [[name, rawHeaders[index + 1] ?? ''] as [string, string]],
  );
}
