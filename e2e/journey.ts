import type { Page } from '@playwright/test';
import { answerHostile } from './hostile.js';
import { instrumented, sendHtml, serve, type Site } from './serve.js';

/** What a journey does, and so what is to be stored of it. */
export const JOURNEY = {
  views: ['/start', '/list', '/details', '/cart', '/payment', '/thanks'],
  clicks: 50,
  fetches: 40,
  xhrs: 20,
  images: 100,
  errors: ['thrown', 'a text', 'rejected', 'written', 'handled', 'several', 'csp'],
  /** Milliseconds. */
  longTask: 200,
  slowClick: 120,
};

/** Browsers take a picture of few bytes for its size as no content: https://w3c.github.io/largest-contentful-paint/ */
const PICTURE = `<svg xmlns="http://www.w3.org/2000/svg" width="400" height="300"><!--${'.'.repeat(10_000)}--><rect width="400" height="300" fill="teal"/></svg>`;

/** Serves the page of the journey; all that it does it does when it is told to. */
export async function serveJourney(configuration: { endpoint: string }): Promise<Site> {
  return serve(({ pathname }, response, request) => {
    if (answerHostile(request, response)) return;
    if (pathname.endsWith('.svg')) {
      response.setHeader('content-type', 'image/svg+xml').end(PICTURE);
    } else if (pathname === '/start') {
      const { origin } = new URL(configuration.endpoint);
      response.setHeader(
        'content-security-policy',
        `default-src 'self' 'unsafe-inline' 'unsafe-eval'; connect-src 'self' ${origin}`,
      );
      sendHtml(response, instrumented(BODY, configuration));
    } else {
      response.writeHead(404).end();
    }
  });
}

const BODY = `
  <style>body { margin: 0 } #late { height: 0 } main { height: 40px } button { width: 80px; height: 24px }</style>
  <div id="late"></div>
  <main><img id="hero" src="/hero.svg" width="400" height="300" alt=""></main>
  <div id="buttons" style="position: absolute; top: 360px"></div>
  <output></output>
  <script>
    const buttons = document.querySelector('#buttons');
    for (let number = 0; number < ${JOURNEY.clicks}; number += 1) {
      const button = document.createElement('button');
      button.dataset.rumActionName = 'button ' + number;
      button.textContent = number;
      button.onclick = () => {
        if (number === 7) { const end = performance.now() + ${JOURNEY.slowClick}; while (performance.now() < end); }
        document.querySelector('output').textContent = number;
      };
      buttons.append(button);
    }
  </script>`;

/** Runs in the page: everything but what a person does. */
const acts = {
  requests: async ([fetches, xhrs]: readonly [number, number]) => {
    const xhr = (url: string) =>
      new Promise((resolve) => {
        const request = new XMLHttpRequest();
        request.addEventListener('loadend', resolve);
        request.open('GET', url);
        request.send();
      });
    const statuses = [200, 201, 204, 404, 500];
    const path = (index: number) => `/hostile/status/${statuses[index % statuses.length]}`;
    await Promise.all([
      ...Array.from({ length: fetches }, async (_, index) => (await fetch(path(index))).text()),
      ...Array.from({ length: xhrs }, (_, index) => xhr(path(index))),
    ]);
  },
  images: (count: number) =>
    Promise.all(
      Array.from({ length: count }, (_, index) => {
        const image = new Image();
        image.src = `/picture-${index}.svg`;
        return image.decode();
      }),
    ),
  errors: async () => {
    const soon = (work: () => unknown) =>
      new Promise((resolve) => setTimeout(() => resolve(0)) && setTimeout(work));
    await soon(() => {
      throw new TypeError('thrown', { cause: new Error('its cause') });
    });
    await soon(() => {
      // oxlint-disable-next-line no-throw-literal -- Pages do.
      throw 'a text';
    });
    await soon(() => Promise.reject(new RangeError('rejected')));
    console.error('written');
    (
      globalThis as unknown as { FIRSTHAND: { rum: { addError: (error: unknown) => void } } }
    ).FIRSTHAND.rum.addError(new Error('handled'));
    await soon(() => {
      throw new AggregateError([new Error('one'), new Error('two')], 'several');
    });
    // Refused by the page's own policy.
    new Image().src = 'http://127.0.0.1:9/csp.png';
  },
  longTask: (duration: number) =>
    new Promise((resolve) =>
      setTimeout(() => {
        const end = performance.now() + duration;
        while (performance.now() < end);
        resolve(0);
      }),
    ),
  /** What lies below is pushed down, though nobody has touched the page for a while. */
  shift: async () => {
    await new Promise((resolve) => setTimeout(resolve, 700));
    const late = document.querySelector<HTMLElement>('#late');
    if (late) late.style.height = '120px';
    await new Promise((resolve) => requestAnimationFrame(() => requestAnimationFrame(resolve)));
  },
  /** The page's own measurements, to compare with. */
  measured: () =>
    new Promise<{ longTasks: number; shifts: number; lcp: number }>((resolve) => {
      const counted = { longTasks: 0, shifts: 0, lcp: 0 };
      const observe = (type: string, add: (entry: PerformanceEntry) => void) =>
        new PerformanceObserver((list) => list.getEntries().forEach(add)).observe({
          type,
          buffered: true,
        });
      observe(
        'long-animation-frame',
        ({ duration }) => (counted.longTasks += duration >= 50 ? 1 : 0),
      );
      observe('layout-shift', (entry) => {
        const { value, hadRecentInput } = entry as unknown as {
          value: number;
          hadRecentInput: boolean;
        };
        if (!hadRecentInput) counted.shifts += value;
      });
      observe('largest-contentful-paint', ({ startTime }) => (counted.lcp = startTime));
      setTimeout(() => resolve(counted), 100);
    }),
};

/** Goes the journey; answers what the page measured itself. */
export async function travel(page: Page, url: string) {
  const { views, clicks, fetches, xhrs, images, longTask } = JOURNEY;
  await page.goto(`${url}${views[0]}`);
  await page.evaluate(acts.shift);
  for (const [index, view] of views.entries()) {
    if (index) await page.evaluate((path) => history.pushState(null, '', path), view);
    const share = (total: number) =>
      Math.floor((total * (index + 1)) / views.length) - Math.floor((total * index) / views.length);
    await page.evaluate(acts.requests, [share(fetches), share(xhrs)] as const);
    const first = Math.floor((clicks * index) / views.length);
    for (let number = first; number < first + share(clicks); number += 1) {
      await page.locator(`[data-rum-action-name="button ${number}"]`).click();
    }
  }
  await page.evaluate(acts.images, images);
  await page.evaluate(acts.errors);
  await page.evaluate(acts.longTask, longTask);
  return page.evaluate(acts.measured);
}
