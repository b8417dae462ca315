import { observePerformance, toNanoseconds, type CollectorScope } from '@firsthand/core';
import { selectorOf } from '../selector.js';
import { createPerView } from './per-view.js';
import type { ReportVital, ViewPerformance } from './view-performance.js';

interface LayoutShift extends PerformanceEntry {
  value: number;
  hadRecentInput: boolean;
  sources: { node?: Node; previousRect: DOMRectReadOnly; currentRect: DOMRectReadOnly }[];
}

/** Shifts with pauses below one second are one window, of five seconds at most. https://web.dev/articles/cls */
const MAX_PAUSE = 1_000;
const MAX_WINDOW = 5_000;

/** The worst window of shifts that nobody asked for, of each view, with its largest shift. */
export function observeCls(
  { signal, viewAt, onViewStart }: CollectorScope,
  report: ReportVital,
): void {
  const stateOf = createPerView(() => ({
    worst: 0,
    start: 0,
    end: -Infinity,
    score: 0,
    largest: undefined as LayoutShift | undefined,
  }));

  const observed = observePerformance<LayoutShift>(
    { type: 'layout-shift' },
    (entries) => {
      for (const entry of entries) {
        const { startTime, value, hadRecentInput } = entry;
        const view = viewAt(startTime);
        if (hadRecentInput || !view) continue;
        const state = stateOf(view.startedAt);
        if (startTime - state.end >= MAX_PAUSE || startTime - state.start >= MAX_WINDOW) {
          Object.assign(state, { start: startTime, score: 0, largest: undefined });
        }
        state.end = startTime;
        state.score += value;
        if (!state.largest || value > state.largest.value) state.largest = entry;
        if (state.score <= state.worst) continue;
        state.worst = state.score;
        report({ cls: describe(state.largest, { score: state.worst, ...view }) }, view.startedAt);
      }
    },
    signal,
  );
  // A view without a shift is a good one, not an unknown one.
  if (observed) onViewStart(({ startedAt }) => report({ cls: { score: 0 } }, startedAt));
}

function describe(
  { startTime, sources }: LayoutShift,
  { score, startedAt }: { score: number; startedAt: number },
): NonNullable<ViewPerformance['cls']> {
  const source = sources.find(({ node }) => node) ?? sources[0];
  const selector = selectorOf(source?.node);
  return {
    score: Math.round(score * 1e6) / 1e6,
    timestamp: toNanoseconds(Math.max(0, startTime - startedAt)),
    ...(selector && { target_selector: selector }),
    ...(source && {
      previous_rect: rect(source.previousRect),
      current_rect: rect(source.currentRect),
    }),
  };
}

function rect({ x, y, width, height }: DOMRectReadOnly) {
  return { x, y, width, height };
}
