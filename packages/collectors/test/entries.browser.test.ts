import { collect, fakePerformanceObserver } from '@firsthand/testing';
import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { longTasks, navigationTiming } from '../src/index.js';

let observer: ReturnType<typeof fakePerformanceObserver>;
let running: ReturnType<typeof collect>;

afterEach(() => {
  running.stop();
  observer.restore();
});

describe('long animation frames', () => {
  const script = (duration: number, over: object = {}) => ({
    startTime: 1_010,
    duration,
    executionStart: 1_012,
    pauseDuration: 0,
    forcedStyleAndLayoutDuration: 3,
    sourceURL: 'https://shop.test/app.js',
    sourceFunctionName: 'pay',
    sourceCharPosition: 17,
    invoker: 'BUTTON.onclick',
    invokerType: 'event-listener',
    windowAttribution: 'self',
    ...over,
  });
  const frame = (over: object = {}) => ({
    startTime: 1_000,
    duration: 120,
    blockingDuration: 70,
    renderStart: 1_090,
    styleAndLayoutStart: 1_100,
    firstUIEventTimestamp: 0,
    scripts: [script(80)],
    ...over,
  });
  const task = () => running.emitted[0]?.data['long_task'] as Record<string, unknown>;

  beforeEach(() => {
    observer = fakePerformanceObserver(['long-animation-frame', 'longtask']);
    running = collect(longTasks());
  });

  it.each<[sentence: string, over: object, expected: object]>([
    ['have durations in nanoseconds', {}, { duration: 120e6, blocking_duration: 70e6 }],
    [
      'have moments since the view’s start',
      {},
      { start_time: 1_000, render_start: 1_090, style_and_layout_start: 1_100 },
    ],
    [
      'that rendered nothing say so',
      { renderStart: 0, styleAndLayoutStart: 0 },
      { render_start: 0, style_and_layout_start: 0 },
    ],
    [
      'name the script, its function and its place',
      {},
      {
        scripts: [
          expect.objectContaining({
            source_url: 'https://shop.test/app.js',
            source_function_name: 'pay',
            source_char_position: 17,
            duration: 80e6,
          }),
        ],
      },
    ],
    [
      'leave out a function without a name',
      { scripts: [script(80, { sourceFunctionName: '', sourceURL: '', sourceCharPosition: -1 })] },
      { scripts: [expect.not.objectContaining({ source_function_name: expect.anything() })] },
    ],
    ['without scripts have none', { scripts: [] }, { entry_type: 'long-animation-frame' }],
    [
      'have twenty scripts at most',
      { scripts: Array.from({ length: 50 }, () => script(5)) },
      { scripts: Array.from({ length: 20 }, () => expect.anything()) },
    ],
    [
      'round moments to a tenth of a millisecond',
      { startTime: 1_000.123_456 },
      { start_time: 1_000.1 },
    ],
  ])('%s', (_, over, expected) => {
    observer.deliver('long-animation-frame', frame(over));
    expect(task()).toMatchObject(expected);
    expect(running.emitted[0]?.at).toBeCloseTo(1_000, 0);
  });

  it('count from the start of their view', () => {
    running.startView(900);
    observer.deliver('long-animation-frame', frame());
    expect(task()).toMatchObject({ start_time: 100, render_start: 190 });
  });

  it('below the threshold are not reported', () => {
    observer.deliver('long-animation-frame', frame({ duration: 49.9 }));
    expect(running.emitted).toEqual([]);
  });

  it('take the place of long tasks, which the browser tells too', () => {
    observer.deliver('longtask', { startTime: 1, duration: 80 });
    expect(running.emitted).toEqual([]);
  });

  it('give way to long tasks where the browser does not know them', () => {
    running.stop();
    observer.restore();
    observer = fakePerformanceObserver(['longtask']);
    running = collect(longTasks());
    observer.deliver('longtask', { startTime: 1, duration: 80 }, { startTime: 2, duration: 49 });
    expect(running.emitted.map(({ data }) => data['long_task'])).toEqual([
      { entry_type: 'long-task', duration: 80e6 },
    ]);
  });
});

describe('navigation timing', () => {
  const navigation = (over: object = {}) => ({
    name: 'https://shop.test/',
    startTime: 0,
    duration: 500,
    responseStart: 120,
    responseEnd: 150,
    domInteractive: 200,
    domContentLoadedEventEnd: 250,
    domComplete: 400,
    loadEventEnd: 500,
    type: 'navigate',
    serverTiming: [],
    ...over,
  });
  const view = () => running.emitted.find(({ type }) => type === 'view')?.data['view'];
  const document = () =>
    running.emitted.find(({ type }) => type === 'resource')?.data['resource'] as object;

  beforeEach(() => {
    observer = fakePerformanceObserver(['navigation']);
    running = collect(navigationTiming());
  });

  it.each<[sentence: string, over: object, expected: object]>([
    [
      'tells when the page came to be',
      {},
      {
        first_byte: 120e6,
        dom_interactive: 200e6,
        dom_content_loaded: 250e6,
        dom_complete: 400e6,
        load_event: 500e6,
        navigation_type: 'navigate',
      },
    ],
    [
      'of a prerendered page counts from when it was shown',
      { activationStart: 300 },
      { first_byte: 0, dom_complete: 100e6, load_event: 200e6, navigation_type: 'prerender' },
    ],
    ['of a reload says so', { type: 'reload' }, { navigation_type: 'reload' }],
    ['of going back says so', { type: 'back_forward' }, { navigation_type: 'back_forward' }],
  ])('%s', (_, over, expected) => {
    observer.deliver('navigation', navigation(over));
    expect(view()).toMatchObject(expected);
  });

  it('tells of the document as a resource that ends with its response', () => {
    observer.deliver('navigation', navigation({ responseStatus: 200, transferSize: 900 }));
    expect(document()).toMatchObject({
      type: 'document',
      url: 'https://shop.test/',
      duration: 150e6,
      status_code: 200,
    });
  });

  it('is told when the load event is over, though Chromium may deliver it before', () => {
    observer.deliver('navigation', navigation({ domComplete: 0, loadEventEnd: 0 }));
    expect(running.emitted).toEqual([]);
    observer.deliver('navigation', navigation());
    expect(view()).toMatchObject({ dom_complete: 400e6 });
  });

  it('is told once, though Chromium delivers it twice', () => {
    observer.deliver('navigation', navigation());
    observer.deliver('navigation', navigation());
    expect(running.emitted).toHaveLength(2);
  });
});
