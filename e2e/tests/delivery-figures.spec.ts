import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { setTimeout as wait } from 'node:timers/promises';
import type { BrowserContext, Page } from '@playwright/test';
import { recordFigure } from '../delivery-figures.js';
import { serveRelay, type Relay } from '../relay.js';
import { runServer, type RunningProcess } from '../run-process.js';
import { instrumented, sendHtml, serve } from '../serve.js';
import { storedBy } from '../stored.js';
import { expect, test } from './fixtures.js';

const EVENTS = 1_000;
/** An event waits for an idle moment for 1 s at most, and for its batch for 2 s. */
const FLUSH_INTERVAL = 3_000;

interface Place {
  context: BrowserContext;
  relay: Relay;
  /** Address of a page that is instrumented. */
  url: string;
  /** Ends the server without warning, and starts it again on its data and port. */
  restart: () => Promise<void>;
}

/** A hardship: makes a thousand events under it. Answers what may be missing, by its number. */
type Hardship = (place: Place) => Promise<{ mayMiss: Set<number> } | void>;

const random = (min: number, max: number) => min + Math.random() * (max - min);

/** Makes the events of these numbers; they are made when it returns. */
const emit = (page: Page, first: number, count: number) =>
  page.evaluate(
    `for (let n = ${first}; n < ${first + count}; n += 1) FIRSTHAND.rum.addAction('number ' + n, { n })`,
  );

/** Opens a page that has begun; a browser without another tab would end itself when it is closed. */
async function open({ context, url }: Place): Promise<Page> {
  const page = await context.newPage();
  await page.goto(url);
  return page;
}

/** Makes all events on one page, a few at a time, while `during` goes on; then the page lives on. */
async function stream(place: Place, during: () => Promise<void>): Promise<void> {
  const page = await open(place);
  const trouble = during();
  for (let first = 0; first < EVENTS; first += 25) {
    await emit(page, first, 25);
    await wait(random(50, 250));
  }
  await trouble;
}

/** Weather for a while, in the middle of what a page does. */
const badWeather =
  (weather: Relay['weather'], duration: number): Hardship =>
  (place) =>
    stream(place, async () => {
      await wait(1_000);
      place.relay.weather = weather;
      await wait(duration);
      place.relay.weather = 'pass';
    });

const hardships: Record<string, Hardship> = {
  'tabs closed at random moments': async (place) => {
    for (let first = 0; first < EVENTS; first += 100) {
      const page = await open(place);
      await emit(page, first, 50);
      await wait(random(0, 2_500));
      await emit(page, first + 50, 50);
      await wait(random(0, 300));
      await page.close({ runBeforeUnload: true });
    }
  },
  'a storm of navigations': async (place) => {
    const page = await open(place);
    for (let first = 0; first < EVENTS; first += 20) {
      await emit(page, first, 20);
      await Promise.all([
        page.waitForEvent('domcontentloaded'),
        page.evaluate((path) => location.assign(path), `/${first}`),
      ]);
    }
  },
  'a network that comes and goes': (place) =>
    stream(place, async () => {
      for (let turn = 0; turn < 6; turn += 1) {
        await place.context.setOffline(turn % 2 === 0);
        await wait(random(200, 1_200));
      }
    }),
  'an intake that answers 500 for 4 s': badWeather(500, 4_000),
  'an intake that answers 429 for 4 s': badWeather(429, 4_000),
  'an intake that answers nothing for 4 s': badWeather('hang', 4_000),
  'connections that are reset for 4 s': badWeather('refuse', 4_000),
  'answers that are lost for 4 s': badWeather('lose', 4_000),
  'a server killed and started again': (place) =>
    stream(place, async () => {
      await wait(1_500);
      await place.restart();
    }),
  'tabs that crash at random moments': async (place) => {
    const mayMiss = new Set<number>();
    for (let first = 0; first < EVENTS; first += 200) {
      const page = await open(place);
      const emittedAt: number[] = [];
      for (let step = 0; step < 200; step += 20) {
        await emit(page, first + step, 20);
        emittedAt.push(performance.now());
        await wait(random(0, 900));
      }
      const crashedAt = performance.now();
      await page.goto('chrome://crash').catch(() => {});
      await page.close();
      for (const [step, at] of emittedAt.entries()) {
        if (crashedAt - at > FLUSH_INTERVAL) continue;
        for (let n = 0; n < 20; n += 1) mayMiss.add(first + step * 20 + n);
      }
    }
    return { mayMiss };
  },
  'tabs closed while the intake answers 500, and a later visit': async (place) => {
    for (let first = 0; first < EVENTS; first += 250) {
      const page = await open(place);
      await page.waitForResponse((response) => response.url().includes('/rum/') && response.ok());
      place.relay.weather = 500;
      await emit(page, first, 125);
      await wait(random(0, 4_000));
      await emit(page, first + 125, 125);
      await page.close({ runBeforeUnload: true });
      place.relay.weather = 'pass';
    }
    await open(place);
  },
  'a tab closed with more than a browser then sends, and a later visit': async (place) => {
    const page = await open(place);
    await emit(page, 0, EVENTS);
    // A browser ends a page that has that much to do when it is closed: here it is about what it has to send.
    await page.waitForFunction(
      `FIRSTHAND.rum.getInternalContext()?.diagnostics.emitted >= ${EVENTS}`,
    );
    await page.close({ runBeforeUnload: true });
    await open(place);
  },
  'two tabs at a time': async (place) => {
    const tabs = [await open(place), await open(place)];
    for (let first = 0; first < EVENTS; first += 50) {
      await Promise.all(tabs.map((tab, index) => emit(tab, first + index * 25, 25)));
      await wait(random(0, 300));
    }
    for (const tab of tabs) await tab.close({ runBeforeUnload: true });
  },
  'storage that is blocked, and an intake that answers 500 for 4 s': async (place) => {
    await place.context.addInitScript(() => {
      for (const name of ['localStorage', 'sessionStorage', 'indexedDB']) {
        Object.defineProperty(globalThis, name, {
          get() {
            throw new DOMException('blocked', 'SecurityError');
          },
        });
      }
      Object.defineProperty(document, 'cookie', { get: () => '', set: () => {} });
    });
    await badWeather(500, 4_000)(place);
  },
};

test.describe.configure({ timeout: 180_000 });

for (const [name, hardship] of Object.entries(hardships)) {
  test(`a thousand events under ${name}: none is lost that can arrive, none stored twice`, async ({
    context,
  }) => {
    const data = mkdtempSync(join(tmpdir(), 'firsthand-e2e-'));
    let server: RunningProcess = await runServer(data);
    const relay = await serveRelay(server.url);
    const site = await serve((_, response) =>
      sendHtml(response, instrumented('<h1>Page</h1>', { endpoint: `${relay.url}/rum` })),
    );
    await context.newPage();
    const missable = await hardship({
      context,
      relay,
      url: site.url,
      async restart() {
        await server.stop('SIGKILL');
        server = await runServer(data, { port: Number(new URL(server.url).port) });
      },
    });

    const stored = storedBy(server.url);
    const numbers = async () =>
      (await stored.ofType('action'))
        .map(({ context: own }) => Number(own?.['n']))
        .toSorted((one, other) => one - other);
    const missing = async () => {
      const present = new Set(await numbers());
      return Array.from({ length: EVENTS }, (_, n) => n).filter((n) => !present.has(n));
    };
    const mayMiss = missable?.mayMiss ?? new Set<number>();
    await expect
      .poll(async () => (await missing()).filter((n) => !mayMiss.has(n)), { timeout: 90_000 })
      .toEqual([]);
    const all = await numbers();
    expect(all).toEqual(Array.from(new Set(all)));
    recordFigure({ hardship: name, stored: all.length });

    site.close();
    relay.close();
    await context.close();
    await server.stop();
    rmSync(data, { recursive: true });
  });
}
