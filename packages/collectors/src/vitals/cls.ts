import {
  forTypes,
  isHidden,
  listen,
  now,
  observePerformance,
  toNanoseconds,
  type CollectorScope,
} from '@firsthand/core';
import { selectorOf } from '../selector.js';
import { createPerView } from './per-view.js';
import { withShift, type LayoutShift, type ShiftWindows } from './shift-windows.js';
import type { ReportVital, ViewPerformance } from './view-performance.js';
import { createViewOf } from './view-of.js';

/** The worst window of shifts that nobody asked for, of each view, with its largest shift. */
export function observeCls(scope: CollectorScope, report: ReportVital): void {
  const { signal, viewAt, onViewStart } = scope;
  const { viewOf, hold } = createViewOf(scope);
  const stateOf = createPerView(() => ({ windows: {} as ShiftWindows, isTold: false }));

  const add = (shift: LayoutShift) => {
    const view = viewOf(shift.startTime);
    if (shift.hadRecentInput || !view) return;
    const state = stateOf(view.startedAt);
    const { worst } = state.windows;
    state.windows = withShift(state.windows, shift);
    if (!state.windows.worst || state.windows.worst === worst) return;
    state.isTold = true;
    report({ cls: describe(state.windows.worst, view.startedAt) }, view.startedAt);
  };
  const isKnown = observePerformance<LayoutShift>(
    { type: 'layout-shift' },
    hold((shifts) => shifts.forEach(add)),
    signal,
  );
  if (!isKnown) return;

  let isPainted = false;
  /** A view that was seen and has no shift is a good one, not an unknown one. */
  const tellOfNone = () => {
    const view = viewAt(now());
    const state = view && stateOf(view.startedAt);
    if (!isPainted || isHidden() || !state || state.isTold) return;
    state.isTold = true;
    report({ cls: { score: 0 } }, view.startedAt);
  };
  const onPaint = hold(() => {
    isPainted = true;
    tellOfNone();
  });
  observePerformance(
    { type: 'paint' },
    (paints) => paints.some(({ name }) => name === 'first-contentful-paint') && onPaint([]),
    signal,
  );
  onViewStart(tellOfNone);
  listen(window, forTypes(['visibilitychange'], tellOfNone), { signal, capture: true });
}

function describe(
  { score, largest: { startTime, sources } }: NonNullable<ShiftWindows['worst']>,
  viewStart: number,
): NonNullable<ViewPerformance['cls']> {
  const source = sources.find(({ node }) => node) ?? sources[0];
  const selector = selectorOf(source?.node);
  return {
    score: Math.round(score * 1e6) / 1e6,
    timestamp: toNanoseconds(Math.max(0, startTime - viewStart)),
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
