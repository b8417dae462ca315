import { serveJourney, travel } from '../journey.js';
import { expectedFacts, factsOf } from '../journey-facts.js';
import { JOURNEY } from '../journey-page.js';
import { receivedSegments } from '../received-replays.js';
import { serveRelay } from '../relay.js';
import { instrumented, sendHtml, serve } from '../serve.js';
import { storedBy } from '../stored.js';
import { expect } from './fixtures.js';
import { testIn } from './tab.js';

/** Chromium has all the other tests. */
for (const engine of ['Firefox', 'WebKit'] as const) {
  const test = testIn(engine);

  test.describe(engine, () => {
    test('all that happens on a journey is stored, once', async ({ tab, server }) => {
      const site = await serveJourney({ endpoint: `${server.url}/rum` });
      const measured = await travel(tab, site.url);
      const supported = await tab.evaluate(() =>
        Array.from(PerformanceObserver.supportedEntryTypes),
      );
      // What has not been sent yet leaves with the page.
      await tab.goto(`${server.url}/`);
      const stored = storedBy(server.url);
      await expect
        .poll(async () => factsOf(await stored.events()), { timeout: 30_000 })
        .toEqual(expectedFacts(site.url, measured.longTasks));

      const { performance } = (await stored.ofType('view'))[0]?.view ?? {};
      expect(performance?.fcp?.timestamp).toBeGreaterThan(0);
      if (supported.includes('largest-contentful-paint'))
        expect((performance?.lcp?.timestamp ?? NaN) / 1e6).toBeCloseTo(measured.lcp, 0);
      if (supported.includes('layout-shift'))
        expect(performance?.cls?.score).toBeCloseTo(measured.shifts, 4);
      if (supported.includes('event'))
        expect(performance?.inp?.duration).toBeGreaterThanOrEqual(JOURNEY.slowClick * 1e6);
      site.close();
    });

    test('errors say where in the page they happened', async ({ tab, server }) => {
      const site = await serve(({ pathname }, response) => {
        if (pathname !== '/app.js')
          return sendHtml(
            response,
            instrumented('', { endpoint: `${server.url}/rum` }).concat(
              '<script src="/app.js"></script>',
            ),
          );
        return response.setHeader('content-type', 'text/javascript').end(`
          function throws() { throw new Error('thrown'); }
          function rejects() { return Promise.reject(new Error('rejected')); }
          function writes() { console.error('written'); }
          function handles() { FIRSTHAND.rum.addError(new Error('handled')); }
          function tells() { FIRSTHAND.rum.addError('told'); }
          rejects(); writes(); handles(); tells(); setTimeout(throws);`);
      });
      await tab.goto(site.url);
      const stored = storedBy(server.url);
      const places = async () =>
        (await stored.ofType('error'))
          .map(({ error, enrichment }) => [error.message, enrichment?.error?.frames?.[0]])
          .toSorted();
      const place = (name: string, line: number) =>
        expect.objectContaining({ function: name, file: `${site.url}/app.js`, line });
      await expect.poll(places).toEqual([
        ['handled', place('handles', 5)],
        ['rejected', place('rejects', 3)],
        ['thrown', place('throws', 2)],
        ['told', place('tells', 6)],
        ['written', place('writes', 4)],
      ]);
      site.close();
    });

    test('what happened while the intake was out of reach arrives once by a later page', async ({
      tab,
      server,
    }) => {
      const relay = await serveRelay(server.url);
      const site = await serve((_, response) =>
        sendHtml(response, instrumented('<h1>Offline</h1>', { endpoint: `${relay.url}/rum` })),
      );
      const stored = storedBy(server.url);
      const messages = async () => (await stored.ofType('error')).map(({ error }) => error.message);
      relay.weather = 'refuse';
      await tab.goto(site.url);
      await tab.evaluate("FIRSTHAND.rum.addError('said offline'); FIRSTHAND.rum.flush()");
      await expect.poll(() => relay.requests.length).toBeGreaterThan(0);
      await tab.evaluate("FIRSTHAND.rum.addError('the last words')");
      await tab.goto(`${server.url}/`);
      expect(await messages()).toEqual([]);
      relay.weather = 'pass';
      await tab.goto(site.url);
      await expect
        .poll(async () => (await messages()).toSorted())
        .toEqual(['said offline', 'the last words']);
      // A page that comes again is of the same visit.
      expect(await stored.sessions()).toHaveLength(1);
      site.close();
      relay.close();
    });

    test('a replay is recorded, masked, to the page’s end', async ({ tab, server }) => {
      const relay = await serveRelay();
      const body = `<p>Ann Example</p><button data-rum-privacy="allow">Add</button><output data-rum-privacy="allow"></output>
        <script>document.querySelector('button').onclick = () => {
          document.querySelector('output').textContent += 'ticket ';
        };</script>`;
      const site = await serve((_, response) =>
        sendHtml(
          response,
          instrumented(body, { endpoint: `${relay.url}/rum`, sessionReplaySampleRate: 100 }),
        ),
      );
      await tab.goto(site.url);
      // rrweb observes this as soon as it has taken a full snapshot.
      await expect
        .poll(() => tab.evaluate("Object.hasOwn(document, 'adoptedStyleSheets')"))
        .toBe(true);
      for (let click = 0; click < 3; click += 1) await tab.click('button');
      await tab.goto(`${server.url}/`);
      const text = () =>
        receivedSegments(relay)
          .map((segment) => segment.text)
          .join();
      await expect.poll(text).toContain('ticket ticket ticket');
      expect(text()).not.toContain('Ann');
      expect(receivedSegments(relay)[0]?.header.has_full_snapshot).toBe(true);
      site.close();
      relay.close();
    });

    test('a page that comes back from the back/forward cache is a view of its own', async ({
      tab,
      server,
    }) => {
      const site = await serve(({ pathname }, response) =>
        sendHtml(response, instrumented(`<h1>${pathname}</h1>`, { endpoint: `${server.url}/rum` })),
      );
      for (const path of ['/list', '/item']) {
        await tab.goto(site.url + path);
        // WebKitWebDriver may answer while the page before is still there.
        const shown = () => tab.evaluate('location.pathname + document.readyState');
        await expect.poll(shown).toBe(`${path}complete`);
      }
      await tab.evaluate('history.back()');
      const stored = storedBy(server.url);
      await expect
        .poll(async () =>
          (await stored.ofType('view')).map(({ view }) => [view.name, view.loading_type]),
        )
        .toEqual([
          ['/list', 'initial_load'],
          ['/item', 'initial_load'],
          ['/list', 'bf_cache'],
        ]);
      site.close();
    });
  });
}
