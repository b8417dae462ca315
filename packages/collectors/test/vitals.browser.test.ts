import { defineCollector } from '@firsthand/core';
import { collect, fakePerformanceObserver } from '@firsthand/testing';
import { afterEach, beforeEach, describe, expect, it, vi } from 'vitest';
import { observeCls } from '../src/vitals/cls.js';
import { observeInp } from '../src/vitals/inp.js';
import type { ViewPerformance } from '../src/vitals/view-performance.js';

let observer: ReturnType<typeof fakePerformanceObserver>;
let running: ReturnType<typeof collect>;

afterEach(() => {
  running.stop();
  observer.restore();
});

/** What was reported last of each view, by the view's start. */
function vitals(): Record<number, ViewPerformance> {
  const found: Record<number, ViewPerformance> = {};
  for (const { data, at = 0 } of running.emitted) {
    const { performance } = data['view'] as { performance: ViewPerformance };
    found[at] = { ...found[at], ...performance };
  }
  return found;
}

describe('the layout shift score', () => {
  const cls = defineCollector('cls', (scope) =>
    observeCls(scope, (performance, at) => scope.emit('view', { view: { performance } }, at)),
  );
  const shift = (startTime: number, value: number, over: object = {}) => ({
    startTime,
    value,
    hadRecentInput: false,
    sources: [],
    ...over,
  });

  beforeEach(() => {
    observer = fakePerformanceObserver(['layout-shift', 'paint']);
    running = collect(cls());
  });

  it.each<[sentence: string, shifts: object[], score: number]>([
    ['of a view without shifts is 0', [], 0],
    ['is that of one shift', [shift(10, 0.1)], 0.1],
    ['adds shifts that follow within a second', [shift(10, 0.1), shift(1_009, 0.2)], 0.3],
    ['begins anew after a second of calm', [shift(10, 0.1), shift(1_010, 0.2)], 0.2],
    ['keeps the worst window', [shift(10, 0.3), shift(2_000, 0.1)], 0.3],
    ['of a later window may be worse', [shift(10, 0.1), shift(2_000, 0.1), shift(2_500, 0.2)], 0.3],
    [
      'ends a window after five seconds',
      [0, 900, 1_800, 2_700, 3_600, 4_500, 5_400].map((at) => shift(at, 0.1)),
      0.6,
    ],
    [
      'leaves out what followed input',
      [shift(10, 0.5, { hadRecentInput: true }), shift(20, 0.1)],
      0.1,
    ],
    [
      'does not let input part a window',
      [shift(10, 0.1), shift(500, 1, { hadRecentInput: true }), shift(900, 0.1)],
      0.2,
    ],
    [
      'is free of the errors of sums',
      Array.from({ length: 10 }, (_, index) => shift(index, 0.1)),
      1,
    ],
    ['of tiny shifts is not lost', [shift(1, 0.000_01)], 0.000_01],
  ])('%s', (_, shifts, score) => {
    observer.deliver('paint', { name: 'first-contentful-paint' });
    observer.deliver('layout-shift', ...shifts);
    expect(vitals()[0]?.cls?.score).toBe(score);
  });

  it('is unknown of a page that was never painted', () => {
    observer.deliver('paint', { name: 'first-paint' });
    expect(vitals()).toEqual({});
  });

  it('is of each view by itself, also when its shifts are told late', () => {
    observer.deliver('layout-shift', shift(10, 0.1));
    running.startView(100);
    observer.deliver('layout-shift', shift(99, 0.1), shift(150, 0.5), shift(98, 0.1));
    expect(vitals()[0]?.cls?.score).toBe(0.3);
    expect(vitals()[100]?.cls).toMatchObject({ score: 0.5, timestamp: 50e6 });
  });

  it('names the largest shift’s element and its places', () => {
    document.body.innerHTML = '<p id="moved">x</p>';
    const node = document.querySelector('#moved');
    const [previousRect, currentRect] = [new DOMRect(0, 0, 10, 10), new DOMRect(0, 50, 10, 10)];
    const sources = [
      { node: undefined, previousRect, currentRect },
      { node, previousRect, currentRect },
    ];
    observer.deliver('layout-shift', shift(10, 0.05), shift(20, 0.2, { sources }), shift(30, 0.1));
    expect(vitals()[0]?.cls).toMatchObject({
      score: 0.35,
      timestamp: 20e6,
      target_selector: '#moved',
      previous_rect: { y: 0 },
      current_rect: { y: 50 },
    });
  });

  it('is unknown in browsers that tell of no shifts', () => {
    running.stop();
    observer.restore();
    observer = fakePerformanceObserver([]);
    running = collect(cls());
    expect(running.emitted).toEqual([]);
  });
});

describe('the slowest interaction', () => {
  const inp = defineCollector('inp', (scope) =>
    observeInp(scope, (performance, at) => scope.emit('view', { view: { performance } }, at)),
  );
  const event = (interactionId: number, duration: number, over: object = {}) => ({
    interactionId,
    duration,
    startTime: interactionId * 1_000,
    processingStart: interactionId * 1_000 + 2,
    processingEnd: interactionId * 1_000 + 10,
    target: document.body,
    ...over,
  });
  const settle = () => dispatchEvent(new Event('pagehide'));

  beforeEach(() => {
    vi.spyOn(
      performance as unknown as { interactionCount: number },
      'interactionCount',
      'get',
    ).mockReturnValue(0);
    observer = fakePerformanceObserver(['event', 'first-input']);
    running = collect(inp());
  });
  afterEach(() => vi.restoreAllMocks());

  const many = (count: number) =>
    Array.from({ length: count }, (_, index) => event(index + 1, 100 + index));

  it.each<[sentence: string, events: object[], count: number, duration: number | undefined]>([
    ['is unknown before there is one', [], 0, undefined],
    ['is the only one', [event(1, 48)], 1, 48],
    ['is the longest of few', [event(1, 48), event(2, 200), event(3, 96)], 3, 200],
    ['takes no account of events that are none', [event(0, 500), event(1, 48)], 1, 48],
    ['takes the longest event of one interaction', [event(1, 48), event(1, 104)], 1, 104],
    ['does not shrink when a shorter event of it follows', [event(1, 104), event(1, 48)], 1, 104],
    ['of 49 is the longest', many(49), 49, 148],
    ['of 50 is the second longest', many(50), 50, 148],
    ['of 100 is the third longest', many(100), 100, 197],
    [
      'of thousands, of which few are told, is the shortest told',
      [event(1, 48), event(2, 200)],
      4_000,
      48,
    ],
  ])('%s', (_, events, count, duration) => {
    vi.spyOn(
      performance as unknown as { interactionCount: number },
      'interactionCount',
      'get',
    ).mockReturnValue(count);
    observer.deliver('event', ...events);
    settle();
    expect(vitals()[0]?.inp?.duration).toBe(duration && duration * 1e6);
  });

  it('is the first input where that was quick', () => {
    observer.deliver('first-input', event(1, 16));
    settle();
    expect(vitals()[0]?.inp?.duration).toBe(16e6);
  });

  it('is of each view by itself, by when it began', () => {
    observer.deliver('event', event(1, 48));
    running.startView(2_500);
    observer.deliver('event', event(2, 300), event(3, 64));
    settle();
    expect([vitals()[0]?.inp?.duration, vitals()[2_500]?.inp?.duration]).toEqual([300e6, 64e6]);
  });

  it('has parts that add up, from all its events that were shown together', () => {
    observer.deliver(
      'event',
      event(1, 168, { startTime: 1_000, processingStart: 1_004, processingEnd: 1_005 }),
      event(1, 168, { startTime: 1_000.4, processingStart: 1_006, processingEnd: 1_150 }),
    );
    settle();
    expect(vitals()[0]?.inp).toEqual({
      duration: 168e6,
      timestamp: 1_000e6,
      target_selector: 'html>body',
      sub_parts: {
        input_delay: 4e6,
        processing_duration: 146e6,
        presentation_delay: 18e6,
      },
    });
  });

  it('has no part beyond its end, though its handlers ran on', () => {
    observer.deliver('event', event(1, 48, { processingEnd: 1_900 }));
    settle();
    expect(vitals()[0]?.inp?.sub_parts).toMatchObject({
      presentation_delay: 0,
      processing_duration: 46e6,
    });
  });

  it('names no element that is gone', () => {
    observer.deliver('event', event(1, 48, { target: null }));
    settle();
    expect(vitals()[0]?.inp).not.toHaveProperty('target_selector');
  });
});
