import { gunzipSync } from 'node:zlib';
import { receivedSegments } from '../received-replays.js';
import { presentApplication } from '../application.js';
import { instrumented, sendHtml, serve } from '../serve.js';
import { expect, recording, test, visit } from './recorded-site.js';

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
    application: { id: presentApplication() },
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
