import { randomUUID } from 'node:crypto';
import { readFileSync } from 'node:fs';
import { createRequire } from 'node:module';
import { gzipSync } from 'node:zlib';
import type { Page } from '@playwright/test';
import type { eventWithTime } from 'rrweb';

const rrweb = readFileSync(
  createRequire(import.meta.url)
    .resolve('rrweb')
    .replace(/rrweb\.cjs$/, 'rrweb.umd.min.cjs'),
  'utf8',
);

/** A shop with a masked name, a masked field and a hidden box, as the masking engine leaves them. */
const PAGE = `<!doctype html><html><head><meta charset="utf-8"><title>Shop</title><style>
  body { margin: 0; font: 16px/1.5 system-ui, sans-serif; color: #1c2b33; background: #f6f4ef; }
  header { padding: 16px 32px; background: #15403a; color: #fff; display: flex; justify-content: space-between; }
  main { display: grid; grid-template-columns: repeat(3, 1fr); gap: 24px; padding: 32px; }
  .card { background: #fff; border-radius: 12px; padding: 24px; box-shadow: 0 1px 6px #0002; }
  .card div { height: 120px; border-radius: 8px; background: linear-gradient(120deg, #d9c8a9, #9db8a3); }
  .hidden { width: 260px; height: 90px; margin: 0 32px; }
  footer { padding: 32px; } input { font: inherit; padding: 8px; }
</style></head><body>
  <header><b>Lamps &amp; Chairs</b><span id="user">xxxxx xxxxxxxxxxxx</span></header>
  <main>${['Desk lamp', 'Arm chair', 'Wall clock'].map((name) => `<section class="card"><div></div><h3>${name}</h3><button>Add to cart</button></section>`).join('')}</main>
  <section class="hidden rr-block">secret</section>
  <footer><label>Search <input id="search"></label> <span id="code"><input value="***"></span> <output id="cart">Cart: 0</output></footer>
</body></html>`;

/** Runs in the page. */
const start = () => {
  const { rrweb, records } = globalThis as unknown as {
    rrweb: { record: (options: object) => void };
    records: unknown[];
  };
  rrweb.record({ emit: (record: unknown) => records.push(record) });
};

/**
 * A minute in a shop, recorded by rrweb in the browser at times of our choosing: three purchases, each at a third of it,
 * one after long doing nothing.
 */
export async function recordVisit(page: Page, startAt: number): Promise<eventWithTime[]> {
  await page.clock.install({ time: startAt });
  await page.clock.pauseAt(startAt + 1_000);
  await page.setContent(PAGE);
  await page.addScriptTag({ content: `globalThis.records = []; ${rrweb}` });
  await page.evaluate(start);
  for (let count = 1; count <= 3; count += 1) {
    await page.clock.runFor(count === 3 ? 26_000 : 9_000);
    await page.mouse.move(150 + count * 250, 300, { steps: 6 });
    await page.clock.runFor(1_000);
    await page
      .locator('.card button')
      .nth(count - 1)
      .click();
    await page.evaluate((text) => {
      const cart = document.querySelector('#cart');
      if (cart) cart.textContent = text;
    }, `Cart: ${count}`);
    await page.clock.runFor(2_000);
    await page.locator('#search').fill(`lamp ${count}`);
    await page.clock.runFor(2_000);
  }
  return page.evaluate(() => (globalThis as unknown as { records: eventWithTime[] }).records);
}

interface Recording {
  session: string;
  view: string;
  application?: string;
  /** Length of a segment, in milliseconds. */
  length?: number;
}

/** A recording as the browser sends it: bodies of `POST /rum/v1/replay`. */
export function segmentsOf(records: readonly eventWithTime[], recording: Recording) {
  const { session, view, application = 'shop', length = 5_000 } = recording;
  const begin = records[0]?.timestamp ?? 0;
  const groups = Map.groupBy(records, ({ timestamp }) => Math.floor((timestamp - begin) / length));
  return [...groups.values()].map((group, index) => {
    const header = {
      protocol: 1,
      segment_id: randomUUID(),
      sent_at: Date.now(),
      sdk: { name: '@firsthand/rum', version: '0.0.0' },
      application: { id: application },
      session: { id: session },
      view: { id: view },
      source: 'browser',
      start: group[0]?.timestamp ?? 0,
      end: group.at(-1)?.timestamp ?? 0,
      index_in_view: index,
      records_count: group.length,
      has_full_snapshot: group.some(({ type }) => type === 2),
      creation_reason: index ? 'segment_duration_limit' : 'init',
    };
    return { header, body: [header, ...group].map((line) => JSON.stringify(line)).join('\n') };
  });
}

export async function postSegments(
  server: string,
  segments: readonly { body: string }[],
): Promise<void> {
  for (let start = 0; start < segments.length; start += 16) {
    await Promise.all(
      segments.slice(start, start + 16).map(async ({ body }) => {
        const response = await fetch(`${server}/rum/v1/replay?encoding=gzip`, {
          method: 'POST',
          headers: { 'content-type': 'text/plain' },
          body: gzipSync(body),
        });
        if (response.status !== 202) throw new Error(await response.text());
      }),
    );
  }
}

type Json = Record<string, unknown>;

/** What the collectors would have reported of such a visit: of `count` purchases from the beginning on. */
export function eventsOf(
  { session, view, application = 'shop' }: Recording,
  startAt: number,
): Json[] {
  const common = (at: number): Json => ({
    date: startAt + at,
    source: 'browser',
    application: { id: application },
    session: { id: session, type: 'user', has_replay: true },
    view: { id: view, url: 'https://shop.test/', name: '/' },
    usr: { email: 'ada@shop.test' },
  });
  const none = { count: 0 };
  return [
    {
      ...common(1_000),
      type: 'view',
      view: {
        ...(common(0)['view'] as Json),
        loading_type: 'initial_load',
        time_spent: 56e9,
        is_active: false,
        action: none,
        error: none,
        resource: none,
        long_task: none,
        frustration: none,
        performance: { lcp: { timestamp: 840e6 }, inp: { duration: 96e6, timestamp: 10_200e6 } },
      },
      _dd: { document_version: 1 },
    },
    ...[11_000, 25_000, 56_000].flatMap((at, index): Json[] => [
      {
        ...common(at),
        type: 'action',
        action: {
          id: randomUUID(),
          type: 'click',
          target: { name: 'Add to cart' },
          ...(index === 2 && { frustration: { type: ['error_click'] } }),
        },
      },
      {
        ...common(at + 60),
        type: 'resource',
        resource: {
          id: randomUUID(),
          type: 'fetch',
          method: 'POST',
          url: `https://shop.test/api/cart/${index}`,
          status_code: index === 1 ? 500 : 200,
          duration: 180e6,
        },
      },
      ...(index === 0
        ? []
        : [
            {
              ...common(at + 300),
              type: 'error',
              error: {
                id: randomUUID(),
                message: `Cart failed ${index}`,
                source: index === 1 ? 'console' : 'source',
              },
            },
          ]),
    ]),
  ];
}

export async function postEvents(server: string, events: readonly Json[]): Promise<void> {
  const head = {
    protocol: 1,
    batch_id: randomUUID(),
    sent_at: Date.now(),
    sdk: { name: '@firsthand/rum', version: '0.0.0' },
    shared: {},
  };
  const response = await fetch(`${server}/rum/v1/events`, {
    method: 'POST',
    headers: { 'content-type': 'text/plain' },
    body: [head, ...events].map((line) => JSON.stringify(line)).join('\n'),
  });
  const answer = (await response.json()) as { refused?: unknown[] };
  if (response.status !== 202 || answer.refused?.length) throw new Error(JSON.stringify(answer));
}
