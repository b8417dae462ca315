import { collect, fakePerformanceObserver } from '@firsthand/testing';
import { afterEach, beforeEach, describe, expect, it, vi } from 'vitest';
import { loadingTime } from '../src/index.js';

let observer: ReturnType<typeof fakePerformanceObserver>;
let running: ReturnType<typeof collect>;
let readyState: DocumentReadyState;
let visibility: DocumentVisibilityState;

beforeEach(() => {
  document.body.innerHTML = '<p></p>';
  readyState = 'interactive';
  visibility = 'visible';
  vi.spyOn(Document.prototype, 'readyState', 'get').mockImplementation(() => readyState);
  vi.spyOn(Document.prototype, 'visibilityState', 'get').mockImplementation(() => visibility);
  vi.useFakeTimers({ toFake: ['setTimeout', 'clearTimeout', 'performance'] });
  observer = fakePerformanceObserver(['navigation', 'resource']);
});
afterEach(() => {
  running.stop();
  observer.restore();
  vi.useRealTimers();
  vi.restoreAllMocks();
});

const pass = (time: number) => vi.advanceTimersByTimeAsync(time);
const change = () => document.querySelector('p')?.append('x');
const loaded = (loadEventEnd: number) => observer.deliver('navigation', { loadEventEnd });
const hide = () => {
  visibility = 'hidden';
  document.dispatchEvent(new Event('visibilitychange', { bubbles: true }));
};
/** Loading times in milliseconds, by the start of their view. */
const times = () =>
  running.emitted.map(({ data, at }) => [
    at,
    (data['view'] as { loading_time: number }).loading_time / 1e6,
  ]);

const start = () => {
  running = collect(loadingTime());
};

describe('the loading time of the first view', () => {
  it('is until the page was quiet, where that was later than the load event', async () => {
    start();
    loaded(20);
    await pass(80);
    change();
    await pass(99);
    expect(times()).toEqual([]);
    await pass(1);
    expect(times()).toEqual([[0, 80]]);
  });

  it('is until the load event, where that was later', async () => {
    start();
    await pass(50);
    change();
    await pass(200);
    expect(times()).toEqual([]);
    loaded(400);
    expect(times()).toEqual([[0, 400]]);
  });

  it('is until the load event, where nothing happened beside', async () => {
    start();
    await pass(200);
    loaded(120);
    expect(times()).toEqual([[0, 120]]);
  });

  it('is until the load event, where we came when the page had loaded', async () => {
    readyState = 'complete';
    start();
    change();
    loaded(300);
    await pass(500);
    expect(times()).toEqual([[0, 300]]);
  });

  it('is unknown where the page was hidden from the start', async () => {
    visibility = 'hidden';
    start();
    loaded(20);
    change();
    await pass(500);
    expect(times()).toEqual([]);
  });

  it('is unknown where the page was hidden before it had loaded', async () => {
    start();
    await pass(50);
    hide();
    loaded(100);
    await pass(500);
    expect(times()).toEqual([]);
  });
});

describe('the loading time of a route', () => {
  const startRoute = async () => {
    start();
    await pass(200);
    loaded(1);
    running.startView(performance.now());
    return performance.now();
  };

  it('is until the page was quiet', async () => {
    const at = await startRoute();
    for (const gap of [30, 60, 90]) {
      await pass(gap);
      change();
    }
    await pass(100);
    expect(times().filter(([view]) => view === at)).toEqual([[at, 180]]);
  });

  it('is unknown where nothing happened within 100 ms', async () => {
    const at = await startRoute();
    await pass(100);
    change();
    await pass(300);
    expect(times().filter(([view]) => view === at)).toEqual([]);
  });

  it('is unknown where the page was hidden before', async () => {
    const at = await startRoute();
    await pass(50);
    change();
    hide();
    await pass(300);
    expect(times().filter(([view]) => view === at)).toEqual([]);
  });

  it('is told once, whatever happens later', async () => {
    const at = await startRoute();
    change();
    await pass(150);
    change();
    await pass(150);
    expect(times().filter(([view]) => view === at)).toHaveLength(1);
  });

  const picture = (startTime: number, responseEnd: number, over = {}) =>
    observer.deliver('resource', {
      entryType: 'resource',
      name: 'https://shop.test/hero.png',
      initiatorType: 'css',
      startTime,
      responseEnd,
      ...over,
    });

  it.each([
    ['a background that began meanwhile', [[20, 900]], 900],
    ['one that began in the quiet time after', [[110, 700]], 700],
    ['one that began after it', [[160, 900]], 50],
    ['one that began before the view', [[-10, 900]], 50],
    ['one that was there before the view was', [[20, 40]], 50],
    [
      'backgrounds one after the other',
      [
        [20, 400],
        [450, 800],
        [920, 1_000],
      ],
      800,
    ],
  ])('with %s', async (_, pictures, expected) => {
    const at = await startRoute();
    await pass(50);
    change();
    await pass(1_000);
    for (const [from = 0, to = 0] of pictures) picture(at + from, at + to);
    expect(times().findLast(([view]) => view === at)).toEqual([at, expected]);
  });

  it('is that of a picture alone, which nothing else tells of', async () => {
    const at = await startRoute();
    await pass(1_000);
    picture(at + 5, at + 600, { initiatorType: 'img' });
    expect(times().filter(([view]) => view === at)).toEqual([[at, 600]]);
  });

  it('is not that of what is awaited by itself, nor of a picture that came when the view was over', async () => {
    const at = await startRoute();
    await pass(50);
    change();
    await pass(1_000);
    picture(at + 20, at + 900, { initiatorType: 'fetch' });
    running.startView(performance.now());
    picture(at + 20, at + 900);
    expect(times().filter(([view]) => view === at)).toEqual([[at, 50]]);
  });
});
