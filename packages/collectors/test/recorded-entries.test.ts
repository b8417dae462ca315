import { readFileSync } from 'node:fs';
import { expect, it } from 'vitest';
import {
  judged,
  partsOf,
  withEntry,
  type EventTiming,
  type Interaction,
} from '../src/vitals/interactions.js';
import { lcpParts } from '../src/vitals/lcp-parts.js';
import { withShift, type LayoutShift, type ShiftWindows } from '../src/vitals/shift-windows.js';

/** What a browser told of a page, and what the web-vitals library made of it. Made by `pnpm vitals:record`. */
interface Recording {
  raw: {
    events: { at: number; duration: number; id: number; processingStart: number }[];
    shifts: { at: number; value: number; isExpected: boolean }[];
    paints: { at: number; url: string }[];
    loads: { url: string; startTime: number; requestStart: number; responseEnd: number }[];
    firstByte: number;
    presses: number[];
  };
  vitals: Partial<Record<'LCP' | 'CLS' | 'INP', { value: number; parts?: number[] }>>;
}

const recordings = ['Chromium', 'Firefox', 'WebKit'].flatMap((browser) => {
  const file = new URL(`recorded/${browser}.json`, import.meta.url);
  const byJourney = JSON.parse(readFileSync(file, 'utf8')) as Record<string, Recording>;
  return Object.entries(byJourney).map(([journey, recording]) => ({
    browser,
    journey,
    ...recording,
  }));
});

/** Browsers round durations to 8 ms, and paint once in 17 ms. */
const [ROUNDING, FRAME] = [8, 17];

/** Of two lists, where they differ by more than a tolerance. */
function differences(found: number[], expected: number[], tolerance: number): string[] {
  return expected.flatMap((value, at) => {
    const own = found[at] ?? NaN;
    return Math.abs(own - value) <= tolerance ? [] : `${own}, the library ${value}`;
  });
}

const withMetric = (name: keyof Recording['vitals']) =>
  recordings.filter(({ vitals }) => vitals[name]);

it.each(['LCP', 'CLS', 'INP'] as const)('%s was told of in several journeys', (name) => {
  expect(withMetric(name).length).toBeGreaterThan(5);
});

it.each(withMetric('INP').filter(({ vitals }) => vitals.INP?.parts))(
  'INP of $journey in $browser, and its parts, are what the library says',
  ({ raw, vitals: { INP } }) => {
    const events = raw.events.map(
      ({ at, id, ...told }) => ({ startTime: at, interactionId: id, ...told }) as EventTiming,
    );
    const longest = events
      .filter(({ interactionId }) => interactionId)
      .reduce<Interaction[]>((known, entry) => withEntry(known, entry), []);
    const inp = judged(longest, raw.presses.length) as Interaction;
    expect(differences([inp.latency], [INP?.value ?? NaN], ROUNDING)).toEqual([]);
    const { start, processingStart, processingEnd, shown } = partsOf(inp, events);
    const parts = [processingStart - start, processingEnd - processingStart, shown - processingEnd];
    expect(differences(parts, INP?.parts ?? [NaN], FRAME)).toEqual([]);
  },
);

it.each(withMetric('CLS'))(
  'CLS of $journey in $browser is what the library says',
  ({ raw, vitals: { CLS } }) => {
    const { worst } = raw.shifts
      .filter(({ isExpected }) => !isExpected)
      .map(({ at, value }) => ({ startTime: at, value }) as LayoutShift)
      .reduce<ShiftWindows>((windows, shift) => withShift(windows, shift), {});
    expect(differences([worst?.score ?? 0], [CLS?.value ?? NaN], 0.0001)).toEqual([]);
  },
);

it.each(withMetric('LCP'))(
  'the parts of LCP of $journey in $browser are what the library says',
  ({ raw, vitals: { LCP } }) => {
    const { at: paintedAt = 0, url } = raw.paints.at(-1) ?? {};
    const loads = raw.loads.filter((load) => load.url === url);
    const parts = lcpParts({ since: 0, firstByte: raw.firstByte, paintedAt, loads });
    const { load_delay, load_time, render_delay } = parts;
    const found = [load_delay, load_time, render_delay].map((time) => Number(time) / 1e6);
    expect(differences(found, LCP?.parts ?? [NaN], 2)).toEqual([]);
  },
);
