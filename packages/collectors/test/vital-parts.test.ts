import { describe, expect, it } from 'vitest';
import { judged, partsOf, withEntry, type EventTiming } from '../src/vitals/interactions.js';
import type { Interaction } from '../src/vitals/interactions.js';
import { lcpParts } from '../src/vitals/lcp-parts.js';
import { longestScriptOf } from '../src/vitals/longest-script.js';
import { withShift, type ShiftWindows } from '../src/vitals/shift-windows.js';

const entry = (interactionId: number, startTime: number, duration: number, over = {}) =>
  ({
    interactionId,
    startTime,
    duration,
    processingStart: startTime + 2,
    processingEnd: startTime + 10,
    ...over,
  }) as EventTiming;
const interactionsOf = (entries: EventTiming[]) =>
  entries.reduce<Interaction[]>((longest, one) => withEntry(longest, one), []);

describe('of a view’s interactions', () => {
  const slow = interactionsOf([400, 152, 104].map((took, n) => entry(n, n * 1_000, took)));

  it.each([
    [1, 400],
    [49, 400],
    [50, 152],
    [62, 152],
    [99, 152],
    [100, 104],
    [1_000, 104],
  ])('%i times, one is left out for each fifty: %i ms', (count, latency) => {
    expect(judged(slow, count)?.latency).toBe(latency);
  });

  it('none is judged where none is known', () => expect(judged([], 10)).toBeUndefined());

  it('one that took no time is judged', () => {
    expect(judged(interactionsOf([entry(1, 0, 0)]), 1)?.latency).toBe(0);
  });

  it('the entries of one that were shown together explain it together', () => {
    const [down, up] = [entry(7, 100, 200), entry(7, 180, 120, { processingEnd: 250 })];
    const [inp] = interactionsOf([down, entry(7, 20, 16), up]);
    expect(inp && [inp.latency, partsOf(inp)]).toEqual([
      200,
      { start: 100, processingStart: 102, processingEnd: 250, shown: 300 },
    ]);
  });

  it('an event of another kind that was shown with it was handled with it, from the input to the paint', () => {
    const [inp] = interactionsOf([
      entry(7, 100, 200, { processingStart: 220, processingEnd: 270 }),
    ]);
    const hover = entry(0, 20, 280, { processingStart: 90, processingEnd: 215 });
    const later = entry(0, 150, 152, { processingStart: 290, processingEnd: 350 });
    const another = entry(0, 150, 400, { processingStart: 310, processingEnd: 500 });
    expect(inp && partsOf(inp, [hover, later, another])).toEqual({
      start: 100,
      processingStart: 100,
      processingEnd: 300,
      shown: 300,
    });
  });

  it('ten are kept, whatever their order', () => {
    const many = Array.from({ length: 30 }, (_, n) => entry(n, n, ((n * 7) % 30) * 8));
    const kept = interactionsOf(many).map(({ latency }) => latency);
    expect(kept).toEqual(Array.from({ length: 10 }, (_, n) => (29 - n) * 8));
  });
});

describe('the parts of the largest contentful paint', () => {
  const load = (startTime: number, responseEnd: number, requestStart = 0) => ({
    startTime,
    requestStart,
    responseEnd,
  });
  const ms = (parts: ReturnType<typeof lcpParts>) => Object.values(parts).map((time) => time / 1e6);

  it.each<[sentence: string, paint: Partial<Parameters<typeof lcpParts>[0]>, parts: number[]]>([
    ['of a text are waiting and rendering', { loads: [] }, [0, 0, 900]],
    ['of an image count from its request', { loads: [load(300, 700, 320)] }, [220, 380, 300]],
    ['of an image of which its host tells little', { loads: [load(300, 700)] }, [200, 400, 300]],
    [
      'are those of the load that was painted, the last before',
      { loads: [load(150, 250), load(600, 900), load(1_400, 1_900)] },
      [500, 300, 100],
    ],
    ['of an image that was loaded ahead have no delay', { loads: [load(50, 180)] }, [0, 80, 820]],
    ['end with the paint', { loads: [load(300, 5_000)] }, [200, 700, 0]],
    [
      'count from when a prerendered page was shown',
      { since: 250, firstByte: 0, paintedAt: 40, loads: [load(20, 270)] },
      [0, 20, 20],
    ],
    [
      'of a route have no first byte',
      { since: 5_000, firstByte: 0, loads: [load(5_100, 5_500)] },
      [100, 400, 500],
    ],
    ['are never negative', { firstByte: 2_000, loads: [load(10, 20)] }, [0, 0, 0]],
  ])('%s', (_, paint, parts) => {
    const all = { since: 0, firstByte: 100, paintedAt: 1_000, loads: [], ...paint };
    expect(ms(lcpParts(all))).toEqual(parts);
  });
});

describe('the longest script of an interaction', () => {
  const script = (startTime: number, duration: number, invoker: string) => ({
    startTime,
    duration,
    invoker,
    invokerType: 'event-listener',
    sourceURL: '',
    sourceFunctionName: '',
  });
  const frames = (...scripts: object[]) => [{ scripts }] as never;

  it('is the one that ran longest within it', () => {
    const [before, within] = [script(0, 500, 'timer'), script(480, 120, 'BUTTON.onclick')];
    expect(longestScriptOf(frames(before, within), { start: 450, end: 600 })).toEqual({
      duration: 120e6,
      invoker: 'BUTTON.onclick',
      invoker_type: 'event-listener',
    });
  });

  it('is none where none ran', () => {
    expect(longestScriptOf(frames(script(0, 50, 'x')), { start: 50, end: 90 })).toBeUndefined();
  });
});

it('a window of shifts is forgotten but for the worst and the latest', () => {
  const shift = (startTime: number, value: number) => ({ startTime, value }) as never;
  let windows: ShiftWindows = {};
  for (const [time, value] of [
    [0, 0.25],
    [2_000, 0.125],
    [4_000, 0.0625],
    [4_500, 0.125],
  ] as const)
    windows = withShift(windows, shift(time, value));
  expect([windows.worst?.start, windows.latest?.score]).toEqual([0, 0.1875]);
});
