import type { CDPSession } from '@playwright/test';
import { expect, test } from './site.js';

const HOURS = 8;
const VIEWS = 5_000;

/** What the page holds after a collection of garbage. */
async function measure(devtools: CDPSession) {
  await devtools.send('HeapProfiler.collectGarbage');
  const { metrics } = await devtools.send('Performance.getMetrics');
  const metric = (name: string) => metrics.find((each) => each.name === name)?.value ?? NaN;
  return {
    heap: metric('JSHeapUsedSize'),
    listeners: metric('JSEventListeners'),
    nodes: metric('Nodes'),
  };
}

test('8 hours and 5,000 views leave nothing behind', async ({ page, context, site, stored }) => {
  test.setTimeout(180_000);
  await page.clock.install({ time: Date.now() - (HOURS + 1) * 60 * 60_000 });
  await page.goto(`${site}/`);
  // The page's clock leaps over the time that requests have, and they would wait in memory to be sent again.
  await page.evaluate(() => Object.assign(AbortSignal, { timeout: undefined }));
  const devtools = await context.newCDPSession(page);
  await devtools.send('Performance.enable');
  // In batches, as the browser, not the test, is to be kept busy.
  const batch = 100;
  const step = (HOURS * 60 * 60_000) / VIEWS;
  const browse = async (from: number, to: number) => {
    for (let view = from; view < to; view += batch) {
      await page.keyboard.press('a');
      await page.evaluate(
        ([first, count]) => {
          for (let view = first; view < first + count; view += 1) {
            history.pushState(null, '', `/page/${view}/of/many`);
            document.title = `${view}`;
          }
        },
        [view, batch] as const,
      );
      await page.evaluate("FIRSTHAND.rum.addError('once a batch')");
      await page.clock.runFor(batch * step);
      await page.evaluate('FIRSTHAND.rum.flush()');
    }
  };
  await browse(0, VIEWS / 2);
  const half = await measure(devtools);
  await browse(VIEWS / 2, VIEWS);
  const end = await measure(devtools);

  expect(end.heap - half.heap).toBeLessThan(200_000);
  expect(end.listeners - half.listeners).toBeLessThan(20);
  expect(end.nodes - half.nodes).toBeLessThan(50);
  const sum = (values: number[]) => values.reduce((total, value) => total + value, 0);
  await expect
    .poll(async () => {
      const sessions = await stored.sessions();
      // Each session after the first begins with a view of its own.
      return sum(sessions.map(({ views }) => views)) - sessions.length;
    })
    .toBe(VIEWS);
  expect((await stored.sessions()).length).toBeGreaterThanOrEqual(2);
});
