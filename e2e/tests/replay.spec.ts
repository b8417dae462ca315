import type { Page } from '@playwright/test';
import { bundle } from '../bundle.js';
import { receivedRecords, receivedSegments } from '../received-replays.js';
import { serveRelay, type Relay } from '../relay.js';
import { replayPages } from '../replay-pages.js';
import { instrumented, sendHtml, serve } from '../serve.js';
import { test as base, expect } from '@playwright/test';

interface Fixtures {
  /** Takes all that is sent to it. */
  intake: Relay;
  /** Any path is a page with the bundle and `?html=`; `?options={…}` goes to `init`. */
  site: string;
}

interface Player {
  PAGE: typeof import('../libraries/player.js');
}

const scripts = new Map<string, string>();

const test = base.extend<Fixtures>({
  // oxlint-disable-next-line no-empty-pattern -- Playwright wants a pattern here.
  intake: async ({}, use) => {
    const relay = await serveRelay();
    await use(relay);
    relay.close();
  },
  site: async ({ intake }, use) => {
    const site = await serve(async ({ pathname, searchParams }, response) => {
      const [, name] = /^\/(\w+)\.js$/.exec(pathname) ?? [];
      if (name) {
        if (!scripts.has(name)) scripts.set(name, await bundle(name));
        return response.setHeader('content-type', 'text/javascript').end(scripts.get(name));
      }
      if (pathname === '/player') {
        return sendHtml(response, '<!doctype html><body></body><script src="/player.js"></script>');
      }
      const options = JSON.parse(searchParams.get('options') ?? '{}') as object;
      const html = `${searchParams.get('html') ?? '<h1>Page</h1>'}<script src="/outline.js"></script>`;
      const configuration = {
        endpoint: `${intake.url}/rum`,
        sessionReplaySampleRate: 100,
        ...options,
      };
      return sendHtml(response, instrumented(html, configuration));
    });
    await use(site.url);
    site.close();
  },
});

const visit = (
  page: Page,
  site: string,
  { html = '', ...options }: Record<string, unknown> & { html?: string },
) => page.goto(`${site}/?${new URLSearchParams({ html, options: JSON.stringify(options) })}`);

/** rrweb observes this as soon as it has taken a full snapshot. */
const recording = (page: Page) =>
  page.waitForFunction("Object.hasOwn(document, 'adoptedStyleSheets')");

for (const level of ['allow', 'mask'] as const) {
  for (const [name, { html, steps }] of Object.entries(replayPages)) {
    test(`a replay shows what ${name} showed at ${level}`, async ({
      page,
      context,
      site,
      intake,
    }) => {
      await visit(page, site, { html, defaultPrivacyLevel: level });
      await recording(page);
      const moments: { time: number; outline: string[] }[] = [];
      for (const step of ['', ...steps]) {
        moments.push(
          await page.evaluate(
            async ({ step, level }) => {
              await (0, eval)(`(() => { ${step} })()`);
              // Scrolling is told after 150 ms, a style sheet of a shadow tree in the next task.
              await new Promise((resolve) => setTimeout(resolve, 250));
              const { outline } = (
                globalThis as unknown as { PAGE: typeof import('../libraries/outline.js') }
              ).PAGE;
              const moment = { outline: outline(document, { level }), time: Date.now() };
              await new Promise((resolve) => setTimeout(resolve, 30));
              return moment;
            },
            { step, level },
          ),
        );
      }
      await page.evaluate('FIRSTHAND.rum.stopSessionReplayRecording()');
      const player = await context.newPage();
      await player.goto(`${site}/player`);
      // What was sent last has arrived when the page goes.
      await expect.poll(() => receivedRecords(intake).length).toBeGreaterThan(2);
      await page.waitForLoadState('networkidle');
      const records = receivedRecords(intake);
      for (const { time, outline } of moments) {
        await player.evaluate(
          ({ records, time }) =>
            void (globalThis as unknown as Player).PAGE.show(records as never, time),
          { records: records as unknown, time },
        );
        // Frames are filled in tasks of their own.
        await expect
          .poll(() =>
            player.evaluate(
              (level) =>
                (globalThis as unknown as Player).PAGE.outlineShown({ level, isReplay: true }),
              level,
            ),
          )
          .toEqual(outline);
      }
      await player.close();
    });
  }
}

test('segments say what they are, and hold the events of their view', async ({
  page,
  site,
  intake,
}) => {
  await visit(page, site, { html: '<p>Hello</p>', env: 'test', version: '1.2.3', service: 'shop' });
  await recording(page);
  await page.evaluate("FIRSTHAND.rum.addError('it went wrong')");
  await page.evaluate("history.pushState(null, '', '/second')");
  await expect.poll(() => receivedSegments(intake).length).toBeGreaterThan(0);
  await page.evaluate('FIRSTHAND.rum.stopSessionReplayRecording()');
  await expect
    .poll(() => new Set(receivedSegments(intake).map(({ header }) => header.view.id)).size)
    .toBe(2);
  const segments = receivedSegments(intake);
  expect(segments[0]?.header).toMatchObject({
    protocol: 1,
    application: { id: 'pages' },
    source: 'browser',
    env: 'test',
    version: '1.2.3',
    service: 'shop',
    index_in_view: 0,
    has_full_snapshot: true,
    creation_reason: 'init',
  });
  expect(segments[1]?.header).toMatchObject({ index_in_view: 0, creation_reason: 'view_change' });
  for (const { header, records } of segments) {
    expect(header.records_count).toBe(records.length);
    expect(header.start).toBe(Math.min(...records.map(({ timestamp }) => timestamp)));
    expect(header.end).toBe(Math.max(...records.map(({ timestamp }) => timestamp)));
  }
});
