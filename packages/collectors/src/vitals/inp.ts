import {
  onAbort,
  observePerformance,
  setTimer,
  now,
  onPageExit,
  toNanoseconds,
  whenIdle,
  type CollectorScope,
  type ViewInfo,
} from '@firsthand/core';
import { createInpDescriber } from './describe-inp.js';
import { judged, withEntry, type EventTiming, type Interaction } from './interactions.js';
import { createPerView } from './per-view.js';
import type { ReportVital } from './view-performance.js';
import { createViewOf } from './view-of.js';

/** What one is said to have taken of which only is known that it was shorter than browsers tell of. */
const QUICK = 8;
/** Browsers tell of shorter events too, but of far too many; of the first they always do. */
const DURATION_THRESHOLD = 40;
/** Events that may have kept one waiting. */
const MAX_RECENT = 100;

interface ViewState {
  longest: Interaction[];
  /** How many interactions the page had had before the view, and had had at its end. */
  countBefore: number;
  countAfter: number | undefined;
  /** Milliseconds. */
  reported: number | undefined;
}

/** The interaction of each view that took longest to show, but for outliers, with the parts of its time. */
export function observeInp(scope: CollectorScope, report: ReportVital): void {
  if (!('interactionId' in (globalThis.PerformanceEventTiming?.prototype ?? {}))) return;
  const { signal, viewAt, onViewStart, onViewEnd } = scope;
  const { viewOf, hold, isFirst } = createViewOf(scope);
  const stateOf = createPerView((): ViewState => ({
    longest: [],
    countBefore: interactionCount(),
    countAfter: undefined,
    reported: undefined,
  }));
  const countOf = ({ countBefore, countAfter = interactionCount() }: ViewState) =>
    countAfter - countBefore;

  const judge = ({ startedAt }: ViewInfo) => {
    const state = stateOf(startedAt);
    const count = countOf(state);
    const inp = judged(state.longest, count);
    // One that is told of later says more, though it took as long.
    const latency = inp?.latency ?? -QUICK;
    if ((!inp && !count) || latency === state.reported) return;
    state.reported = latency;
    const quick = { duration: toNanoseconds(QUICK) };
    report({ inp: inp ? describe(inp, { viewStart: startedAt, recent }) : quick }, startedAt);
  };

  let waiting: EventTiming[] = [];
  /** Of any kind. */
  let recent: readonly EventTiming[] = [];
  let cancel: (() => void) | undefined;
  const update = () => {
    cancel?.();
    cancel = undefined;
    const changed = new Map<number, ViewInfo>();
    for (const entry of waiting.splice(0)) {
      const view = viewOf(entry.startTime);
      if (!view) continue;
      const state = stateOf(view.startedAt);
      state.longest = withEntry(state.longest, entry);
      changed.set(view.startedAt, view);
    }
    for (const view of changed.values()) judge(view);
  };
  const finish = (view: ViewInfo | undefined) => {
    update();
    if (view) judge(view);
  };
  const updateSoon = () => (cancel ??= whenIdle(() => finish(viewAt(now())), 1_000));

  const describe = createInpDescriber(scope, () => {
    const view = viewAt(now());
    const state = view && stateOf(view.startedAt);
    // One more of the longest may be an outlier now.
    if (state?.longest[1] && judged(state.longest, countOf(state))?.latency !== state.reported)
      updateSoon();
  });

  let ended: ViewInfo | undefined;
  onViewStart((view) => {
    const state = stateOf(view.startedAt);
    const before = ended;
    if (isFirst(view)) state.countBefore = 0;
    // The interaction that led here is counted when its listeners have been called.
    else
      setTimer(() => {
        state.countBefore = interactionCount();
        if (!before) return;
        stateOf(before.startedAt).countAfter = state.countBefore;
        judge(before);
      });
  });
  const collect = hold((entries: EventTiming[]) => {
    recent = [...recent, ...entries].slice(-MAX_RECENT);
    waiting.push(...entries.filter(({ interactionId }) => interactionId));
    // By then all entries of an interaction have come.
    if (waiting.length) updateSoon();
  });
  observePerformance({ type: 'event', durationThreshold: DURATION_THRESHOLD }, collect, signal);
  observePerformance({ type: 'first-input' }, collect, signal);
  onViewEnd((view) => {
    ended = view;
    finish(view);
  });
  onPageExit(() => finish(viewAt(now())), signal);
  onAbort(signal, () => cancel?.());
}

/** Browsers that do not count (before Chromium 144) are taken to have few interactions: no outlier is left out. */
function interactionCount(): number {
  return (performance as { interactionCount?: number }).interactionCount ?? 0;
}
