import { gunzipSync } from 'node:zlib';
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
  expect.poll(() => page.evaluate("Object.hasOwn(document, 'adoptedStyleSheets')")).toBe(true);

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
              const script = document.createElement('script');
              script.textContent = `{ ${step} }`;
              document.head.append(script);
              script.remove();
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

test('a tab that is closed at a random moment has a replay of all but its last two seconds', async ({
  context,
  site,
  intake,
}) => {
  test.setTimeout(120_000);
  // A browser without a tab would end itself.
  await context.newPage();
  for (let round = 0; round < 6; round += 1) {
    const page = await context.newPage();
    await visit(page, site, { html: '<p>0</p>', defaultPrivacyLevel: 'allow' });
    await recording(page);
    await page.evaluate(() =>
      setInterval(() => (document.querySelector('p') as Element).append(` ${Date.now()}`), 50),
    );
    await page.waitForTimeout(Math.random() * 7_000);
    const view = await page.evaluate<string>('FIRSTHAND.rum.getInternalContext().view.id');
    const closedAt = Date.now();
    await page.close({ runBeforeUnload: true });
    // What leaves together arrives in any order.
    await expect
      .poll(
        () => {
          const headers = receivedSegments(intake)
            .map(({ header }) => header)
            .filter((header) => header.view.id === view);
          return {
            begins: headers[0]?.has_full_snapshot,
            isWhole: headers.every(({ index_in_view }, n) => index_in_view === n),
            isLate: closedAt - Math.max(0, ...headers.map(({ end }) => end)) >= 2_000,
          };
        },
        { message: `round ${round}` },
      )
      .toEqual({ begins: true, isWhole: true, isLate: false });
  }
});

test('at `replayOnError` nothing is sent until an error, then also what was before', async ({
  page,
  site,
  intake,
}) => {
  const options = { sessionReplaySampleRate: 0, replayOnError: true, defaultPrivacyLevel: 'allow' };
  await visit(page, site, { html: '<p>before</p>', ...options });
  await recording(page);
  await page.evaluate(
    "document.querySelector('p').append(' and later'); FIRSTHAND.rum.addAction('x')",
  );
  // Longer than a segment: it has been kept, not sent.
  await page.waitForTimeout(5_500);
  await page.evaluate("history.replaceState(null, '', '#still-here'); FIRSTHAND.rum.flush()");
  expect(receivedSegments(intake)).toEqual([]);
  expect(await page.evaluate('FIRSTHAND.rum.getSessionReplayLink()')).toBeUndefined();

  await page.evaluate("FIRSTHAND.rum.addError(new Error('it went wrong'))");
  await expect.poll(() => receivedSegments(intake).length).toBeGreaterThan(1);
  const segments = receivedSegments(intake);
  expect(segments[0]?.header).toMatchObject({ has_full_snapshot: true, index_in_view: 0 });
  expect(segments[0]?.text).toContain('before');
  const id = segments[0]?.header.session.id;
  expect(await page.evaluate('FIRSTHAND.rum.getSessionReplayLink()')).toBe(
    `${intake.url}/sessions/${id}`,
  );
  await page.evaluate(
    "document.querySelector('p').append(' and after'); history.pushState(null, '', '/next')",
  );
  await expect
    .poll(() =>
      receivedSegments(intake)
        .map(({ text }) => text)
        .join(''),
    )
    .toContain('and after');
});

test('events of a recorded view say so, those of others do not', async ({ page, site, intake }) => {
  const events = () =>
    intake.requests
      .filter(({ path }) => path.startsWith('/rum/v1/events'))
      .map(({ path, body }) => (path.includes('gzip') ? gunzipSync(body) : body).toString())
      .join('\n');
  await visit(page, site, { sessionReplaySampleRate: 0 });
  await page.evaluate("FIRSTHAND.rum.addAction('unrecorded'); FIRSTHAND.rum.flush()");
  await expect.poll(events).toContain('unrecorded');
  expect(events()).not.toContain('has_replay');
  expect(await page.evaluate("'FIRSTHAND_REPLAY' in window")).toBe(false);

  await page.evaluate('FIRSTHAND.rum.startSessionReplayRecording()');
  await page.evaluate("FIRSTHAND.rum.addAction('still unrecorded'); FIRSTHAND.rum.flush()");
  await expect.poll(events).toContain('still unrecorded');
  expect(events()).not.toContain('has_replay');

  await page.evaluate('FIRSTHAND.rum.startSessionReplayRecording({ force: true })');
  await recording(page);
  await page.evaluate("FIRSTHAND.rum.addAction('recorded'); FIRSTHAND.rum.flush()");
  await expect.poll(events).toContain('"recorded"');
  expect(events()).toContain('"has_replay":true');
  await expect.poll(() => receivedSegments(intake).length).toBeGreaterThan(0);
});

test('the recorder loads under a strict policy of scripts with a nonce and trusted types', async ({
  page,
  intake,
}) => {
  const site = await serve((_, response) => {
    const configuration = { endpoint: `${intake.url}/rum`, sessionReplaySampleRate: 100 };
    const html = instrumented('<h1>Strict</h1>', configuration).replaceAll(
      '<script',
      '<script nonce="n1"',
    );
    response.setHeader(
      'content-security-policy',
      "script-src 'nonce-n1'; require-trusted-types-for 'script'; trusted-types firsthand; worker-src 'none'",
    );
    sendHtml(response, html);
  });
  const violations: string[] = [];
  page.on('console', (message) => message.type() === 'error' && violations.push(message.text()));
  await page.goto(site.url);
  await recording(page);
  await page.evaluate('FIRSTHAND.rum.stopSessionReplayRecording()');
  await expect.poll(() => receivedSegments(intake).length).toBe(1);
  expect(violations).toEqual([]);
  site.close();
});

test('while the intake fails segments wait, and arrive once when it is back, after a reload too', async ({
  page,
  site,
  intake,
}) => {
  intake.weather = 503;
  await visit(page, site, { html: '<p>first page</p>', defaultPrivacyLevel: 'allow' });
  await recording(page);
  await page.evaluate("history.pushState(null, '', '/another')");
  await expect.poll(() => receivedSegments(intake).length).toBe(1);
  // It is refused, and kept.
  await expect
    .poll(() =>
      page.evaluate('FIRSTHAND.rum.getInternalContext().diagnostics.kept_offline !== undefined'),
    )
    .toBe(true);
  const lost = receivedSegments(intake)[0];
  await visit(page, site, { html: '<p>second page</p>' });
  intake.weather = 'pass';
  intake.requests.length = 0;
  // Earlier pages' batches are delivered 5 s after a page has started.
  await expect
    .poll(() => receivedSegments(intake).map(({ header }) => header.segment_id))
    .toContain(lost?.header.segment_id);
  const again = receivedSegments(intake).find(
    ({ header }) => header.segment_id === lost?.header.segment_id,
  );
  expect(again?.records).toEqual(lost?.records);
  expect(again?.header.sent_at).toBeGreaterThan(lost?.header.sent_at ?? Infinity);
});
