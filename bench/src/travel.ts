import type { CDPSession, Page } from 'playwright';
import { acts, JOURNEY, shareOf, statusOf } from '../../e2e/journey-page.ts';
import type { Tab } from './browser.ts';

/** What the bench's journey has beside what the ground-truth journey has, or in place of it. */
const EXTRA = {
  /** How often a list is rendered anew, of how many rows, how many times a frame. */
  updates: 200,
  rows: 20,
  perFrame: 4,
  /** Milliseconds. */
  longTask: 300,
  typed: 'a lamp for the desk, warm white',
};

/** What a journey cost. Times are milliseconds of the main thread's CPU. */
export interface Cost {
  /** Until 3 s after the page's load. */
  load: number;
  /** From then on, leaving included. */
  journey: number;
  /** Bytes of JavaScript heap before leaving, after garbage collection. */
  heap: number;
  /** The interaction that took longest until the page had shown what came of it, in milliseconds of time, by the browser. */
  slowest: number;
  /** What ran on the main thread until the page was left, where that was asked for. */
  profile: Profile | undefined;
}

export type Profile = Awaited<ReturnType<typeof stopProfiler>>;

export interface TravelOptions {
  /** Whether to profile the page, which slows it down. Default: false */
  isProfiled?: boolean;
}

declare global {
  /** `duration` of the longest interaction so far. */
  var slowestInteraction: number;
}

/**
 * Goes the journey with a person's means: mouse and keyboard through the browser's own input, then another page. A
 * quiet page opens it, so that both have one process and the cost of leaving can still be asked for.
 */
export async function travel(
  { page: opener, cdp }: Tab,
  url: string,
  { isProfiled = false }: TravelOptions = {},
): Promise<Cost> {
  await cdp.send('Performance.enable');
  await opener.goto(`${url}/left`);
  const before = await threadTime(cdp);
  const opening = opener.waitForEvent('popup');
  // Blank first: a page that a window opens with has a `performance.timing` that disagrees with its `timeOrigin`.
  await opener.evaluate(() => void open('', '', 'popup,width=1280,height=720'));
  const page = await opening;
  const profiler = isProfiled ? await startProfiler(page) : undefined;
  await page.goto(`${url}${JOURNEY.views[0]}`, { waitUntil: 'load' });
  await page.waitForTimeout(3_000);
  const loaded = await threadTime(cdp);
  await page.evaluate(timeInteractions);
  await page.evaluate(acts.shift);
  const centres = await page.evaluate(buttonCentres);
  const click = async (number: number) => {
    const { x = 0, y = 0 } = centres[number] ?? {};
    await page.mouse.click(x, y);
    await page.waitForTimeout(100);
  };
  for (const index of JOURNEY.views.keys()) {
    const { first, count } = shareOf(JOURNEY.clicks - 1, index);
    if (index) {
      await page.waitForTimeout(500);
      await click(first);
    }
    await page.evaluate(acts.requests, {
      fetches: paths('fetch', shareOf(JOURNEY.fetches, index)),
      xhrs: paths('xhr', shareOf(JOURNEY.xhrs, index)),
    });
    for (let number = index ? first + 1 : first; number < first + count; number += 1)
      await click(number);
  }
  await page.mouse.click(600, 50);
  await page.keyboard.type(EXTRA.typed, { delay: 30 });
  await page.evaluate(updateList, EXTRA);
  await page.evaluate(acts.images, JOURNEY.images);
  await page.evaluate(acts.errors, 200);
  const busyFrom = await threadTime(cdp);
  await page.evaluate(acts.longTask, EXTRA.longTask);
  const busyTo = await threadTime(cdp);
  await page.waitForTimeout(2_000);

  const slowest = await page.evaluate(() => globalThis.slowestInteraction);
  const stayed = await threadTime(cdp);
  const profile = profiler && (await stopProfiler(profiler));
  await cdp.send('HeapProfiler.collectGarbage');
  const { usedSize: heap } = await cdp.send('Runtime.getHeapUsage');
  const beforeLeaving = await threadTime(cdp);
  const { x = 0, y = 0 } = centres.at(-1) ?? {};
  await page.mouse.click(x, y);
  await page.goto(`${url}/left`, { waitUntil: 'load' });
  const left = await threadTime(cdp);
  return {
    load: loaded - before,
    journey: busyFrom - loaded + stayed - busyTo + left - beforeLeaving,
    heap,
    slowest,
    profile,
  };
}

/** Microseconds between two looks at the stack. */
const SAMPLING_INTERVAL = 200;

async function startProfiler(page: Page): Promise<CDPSession> {
  const cdp = await page.context().newCDPSession(page);
  await cdp.send('Profiler.enable');
  await cdp.send('Profiler.setSamplingInterval', { interval: SAMPLING_INTERVAL });
  await cdp.send('Profiler.start');
  return cdp;
}

/** A profile begins anew with each document: this is the last one's. */
async function stopProfiler(cdp: CDPSession) {
  const { profile } = await cdp.send('Profiler.stop');
  return profile;
}

/** Addresses of requests, each its own, answered in turn with each status. */
export function paths(type: string, { first, count }: { first: number; count: number }): string[] {
  return Array.from(
    { length: count },
    (_, index) => `/hostile/status/${type}-${first + index}/${statusOf(index)}`,
  );
}

/** CPU time of the page's main thread since its process began, in milliseconds. */
async function threadTime(cdp: Tab['cdp']): Promise<number> {
  const { metrics } = await cdp.send('Performance.getMetrics');
  return (metrics.find(({ name }) => name === 'ThreadTime')?.value ?? NaN) * 1_000;
}

function timeInteractions(): void {
  globalThis.slowestInteraction = 0;
  const observer = new PerformanceObserver((list) => {
    for (const { duration, interactionId } of list.getEntries() as PerformanceEventTiming[])
      if (interactionId)
        globalThis.slowestInteraction = Math.max(globalThis.slowestInteraction, duration);
  });
  observer.observe({ type: 'event', durationThreshold: 16 } as PerformanceObserverInit);
}

function buttonCentres(): { x: number; y: number }[] {
  return Array.from(document.querySelectorAll('button'), (button) => {
    const { left, top, width, height } = button.getBoundingClientRect();
    return { x: left + width / 2, y: top + height / 2 };
  });
}

/** A list is made anew and then touched, as frameworks do that render again, a few times a frame. */
async function updateList({ updates, rows, perFrame }: typeof EXTRA): Promise<void> {
  const list = document.querySelector('#list');
  for (let update = 0; update < updates; update += 1) {
    if (update % perFrame === 0) await new Promise((resolve) => requestAnimationFrame(resolve));
    const items = Array.from({ length: rows }, (_, index) => {
      const item = document.createElement('li');
      item.className = `row row-${index % 3}`;
      item.innerHTML = `<b>${index}</b> <span title="row ${index}">update ${update}</span> <i>fixed</i>`;
      return item;
    });
    list?.replaceChildren(...items);
    for (const item of items) {
      item.dataset['update'] = String(update);
      item.style.color = update % 2 ? 'black' : 'gray';
    }
  }
}
