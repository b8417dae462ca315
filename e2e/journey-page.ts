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
export const PICTURE = `<svg xmlns="http://www.w3.org/2000/svg" width="400" height="300"><!--${'.'.repeat(10_000)}--><rect width="400" height="300" fill="teal"/></svg>`;

/** @param busy what one of the clicks keeps the page busy with */
export const body = (busy: string) => `
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
      button.addEventListener('click', () => {
        if (number === 7) { ${busy} }
        document.querySelector('output').textContent = number;
      });
      buttons.append(button);
    }
  </script>`;

/** Runs in the page: everything but what a person does. */
export const acts = {
  requests: async ({ fetches, xhrs }: { fetches: string[]; xhrs: string[] }) => {
    const xhr = (url: string) =>
      new Promise((resolve) => {
        const request = new XMLHttpRequest();
        request.addEventListener('loadend', resolve);
        request.open('GET', url);
        request.send();
      });
    await Promise.all([
      ...fetches.map(async (url) => (await fetch(url)).text()),
      ...xhrs.map((url) => xhr(url)),
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
  /** @param pause milliseconds after each, at least */
  errors: async (pause: number) => {
    const soon = (work: () => unknown) =>
      new Promise((resolve) => setTimeout(() => resolve(0), pause) && setTimeout(work));
    await soon(() => {
      throw new TypeError('thrown', { cause: new Error('its cause') });
    });
    await soon(() => {
      // oxlint-disable-next-line no-throw-literal -- Pages do.
      throw 'a text';
    });
    await soon(() => Promise.reject(new RangeError('rejected')));
    await soon(() => console.error('written'));
    await soon(() =>
      (globalThis as { addError?: (error: unknown) => void }).addError?.(new Error('handled')),
    );
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

/** Requests are answered in turn with these. */
export function statusOf(index: number): number {
  return [200, 201, 204, 404, 500][index % 5] ?? 0;
}

/** The part of a total that falls to a view: from which number on, and how many. */
export function shareOf(total: number, view: number): { first: number; count: number } {
  const until = (index: number) => Math.floor((total * index) / JOURNEY.views.length);
  return { first: until(view), count: until(view + 1) - until(view) };
}
