import { gunzipSync } from 'node:zlib';
import { disturb, serveCanaries } from '../canaries.js';
import { serveRelay } from '../relay.js';
import { storedBy } from '../stored.js';
import { expect, test } from './fixtures.js';

/** What a name of a click may be made of where the author's texts may be read, as docs/masking.md says. */
const AUTHORS = [
  'alt',
  'arialabel',
  'buttonlabel',
  'late',
  'placeholder',
  'shadow',
  'slotted',
  'svg',
  'text',
  'title',
];

/** Kinds of secrets that leave at each level; none else does. */
const LEVELS: Record<string, string[]> = {
  mask: [],
  'mask-unless-allowlisted': [],
  'mask-user-input': AUTHORS,
  allow: [...AUTHORS, 'editable', 'option'].toSorted(),
};

/** What a replay shows beside. */
const REPLAYED = ['css', 'data', 'drawing', 'frame', 'meta', 'noscript', 'pagetitle'];
const LEVELS_OF_REPLAYS: typeof LEVELS = {
  mask: [],
  'mask-unless-allowlisted': [],
  'mask-user-input': [...AUTHORS, ...REPLAYED].toSorted(),
  allow: [...AUTHORS, ...REPLAYED, 'editable', 'option', 'typed'].toSorted(),
};

test.describe.configure({ timeout: 120_000 });

const cases = [
  ...Object.entries(LEVELS).map(([level, leaking]) => ({ level, leaking, replays: 0 })),
  ...Object.entries(LEVELS_OF_REPLAYS).map(([level, leaking]) => ({
    level,
    leaking,
    replays: 100,
  })),
];

for (const { level, leaking, replays } of cases) {
  test(`of the secrets of a page these kinds leave at ${level}${replays ? ', recorded' : ''}: ${leaking.join(', ') || 'none'}`, async ({
    page,
    server,
  }) => {
    const relay = await serveRelay(server.url);
    const site = await serveCanaries({
      endpoint: `${relay.url}/rum`,
      defaultPrivacyLevel: level,
      sessionReplaySampleRate: replays,
      trackFailedRequests: true,
    });
    await page.goto(`${site.url}/referring?from=canaryquery`);
    await page.locator('#go').click();
    await page.waitForURL(/\/\?q=/);
    await disturb(page);
    await page.evaluate('FIRSTHAND.rum.flush()');
    await page.close({ runBeforeUnload: true });
    const stored = storedBy(server.url);
    // The page was used: what is searched is not nothing.
    await expect.poll(async () => (await stored.ofType('action')).length).toBeGreaterThan(120);
    await expect.poll(async () => (await stored.ofType('error')).length).toBeGreaterThan(6);
    expect(relay.requests.some(({ path }) => path.includes('/replay'))).toBe(replays > 0);

    const left = relay.requests.map(({ path, body }) =>
      [path, path.includes('gzip') ? gunzipSync(body) : body].join('\n'),
    );
    const leaked = Array.from(site.planted)
      .filter(([, secrets]) => secrets.some((secret) => left.some((text) => text.includes(secret))))
      .map(([kind]) => kind);
    expect(leaked.toSorted()).toEqual(leaking.toSorted());
    expect(Array.from(site.planted.values()).flat().length).toBeGreaterThan(200);
    site.close();
    relay.close();
  });
}

for (const trackingConsent of ['pending', 'denied']) {
  test(`nothing leaves a page, or is stored in it, while consent is ${trackingConsent}`, async ({
    page,
    server,
  }) => {
    const relay = await serveRelay(server.url);
    const site = await serveCanaries({ endpoint: `${relay.url}/rum`, trackingConsent });
    await page.goto(site.url);
    await disturb(page);
    await page.evaluate('FIRSTHAND.rum.flush()');
    expect(await page.evaluate(() => Object.keys(localStorage))).toEqual(['secret']);
    expect(await page.evaluate(async () => (await indexedDB.databases()).length)).toBe(0);
    expect((await page.context().cookies()).map(({ name }) => name).toSorted()).toEqual([
      'other',
      'secret',
    ]);
    await page.close({ runBeforeUnload: true });
    expect(relay.requests).toEqual([]);
    site.close();
    relay.close();
  });
}
