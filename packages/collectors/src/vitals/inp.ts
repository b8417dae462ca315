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
import { selectorOf } from '../selector.js';
import { createPerView } from './per-view.js';
import type { ReportVital, ViewPerformance } from './view-performance.js';

interface EventTiming extends PerformanceEntry {
  processingStart: number;
  processingEnd: number;
  interactionId: number;
  target?: Node | null;
}

interface Interaction {
  id: number;
  /** Milliseconds until the browser showed what came of it. */
  latency: number;
  /** Its events that were shown together, last of all. */
  entries: EventTiming[];
}

/** The longest interactions of a view that are kept. */
const MAX_INTERACTIONS = 10;
/** One outlier is left out for each so many interactions: the 98th percentile. https://web.dev/articles/inp */
const PER_OUTLIER = 50;
/** Durations are rounded to this, in milliseconds. https://w3c.github.io/event-timing/ */
const ROUNDING = 8;
/** What one is said to have taken of which only is known that it was shorter than browsers tell of. */
const QUICK = 8;
/** Browsers tell of shorter events too, but of far too many; of the first they always do. */
const DURATION_THRESHOLD = 40;

/** The interaction of each view that took longest to show, but for outliers, with the parts of its time. */
export function observeInp(
  { signal, viewAt, onViewStart, onViewEnd }: CollectorScope,
  report: ReportVital,
): void {
  if (!('interactionId' in (globalThis.PerformanceEventTiming?.prototype ?? {}))) return;
  const stateOf = createPerView(() => ({
    longest: [] as Interaction[],
    countBefore: interactionCount(),
    reported: 0,
  }));
  /** Of a view whose interactions were all too quick to be told of. */
  const reportQuick = (view: ViewInfo | undefined) => {
    const state = view && stateOf(view.startedAt);
    if (!state || state.reported || interactionCount() <= state.countBefore) return;
    state.reported = QUICK;
    report({ inp: { duration: toNanoseconds(QUICK) } }, view.startedAt);
  };

  onViewStart(({ startedAt }) => {
    const state = stateOf(startedAt);
    // The interaction that led here is counted when its listeners have been called.
    setTimer(() => {
      state.countBefore = interactionCount();
    });
  });
  let waiting: EventTiming[] = [];
  let cancel: (() => void) | undefined;

  const update = () => {
    cancel?.();
    cancel = undefined;
    const changed = new Set<number>();
    for (const entry of waiting.splice(0)) {
      const view = viewAt(entry.startTime);
      if (!view) continue;
      const state = stateOf(view.startedAt);
      state.longest = insert(state.longest, entry);
      changed.add(view.startedAt);
    }
    for (const viewStart of changed) {
      const state = stateOf(viewStart);
      const outliers = Math.floor((interactionCount() - state.countBefore) / PER_OUTLIER);
      const inp = state.longest[Math.min(outliers, state.longest.length - 1)];
      if (!inp || inp.latency === state.reported) continue;
      state.reported = inp.latency;
      report({ inp: describe(inp, viewStart) }, viewStart);
    }
  };
  const collect = (entries: EventTiming[]) => {
    waiting.push(...entries.filter(({ interactionId }) => interactionId));
    // By then all entries of an interaction have come.
    if (waiting.length) cancel ??= whenIdle(update, 1_000);
  };
  observePerformance({ type: 'event', durationThreshold: DURATION_THRESHOLD }, collect, signal);
  observePerformance({ type: 'first-input' }, collect, signal);
  const finish = (view: ViewInfo | undefined) => {
    update();
    reportQuick(view);
  };
  onViewEnd(finish);
  onPageExit(() => finish(viewAt(now())), signal);
  onAbort(signal, () => cancel?.());
}

/** Browsers that do not count (before Chromium 144) are taken to have few interactions: no outlier is left out. */
function interactionCount(): number {
  return (performance as { interactionCount?: number }).interactionCount ?? 0;
}

/** The longest interactions, longest first, with what an entry says of its own. */
function insert(longest: readonly Interaction[], entry: EventTiming): Interaction[] {
  const { interactionId: id, duration, startTime } = entry;
  const known = longest.find((interaction) => interaction.id === id);
  const latency = Math.max(duration, known?.latency ?? 0);
  const [first] = known?.entries ?? [];
  // Its events that were shown together explain it together.
  const isShownWith =
    first && Math.abs(startTime + duration - first.startTime - first.duration) <= ROUNDING;
  if (known && !isShownWith && duration <= known.latency) return [...longest];
  const entries = isShownWith ? [...(known?.entries ?? []), entry] : [entry];
  return [...longest.filter((other) => other !== known), { id, latency, entries }]
    .sort((one, other) => other.latency - one.latency)
    .slice(0, MAX_INTERACTIONS);
}

/** Parts as in https://web.dev/articles/optimize-inp */
function describe(
  { latency, entries }: Interaction,
  viewStart: number,
): NonNullable<ViewPerformance['inp']> {
  const start = Math.min(...entries.map(({ startTime }) => startTime));
  const processingStart = Math.min(...entries.map((entry) => entry.processingStart));
  // What took longer than until the next paint is no part of it.
  const processingEnd = Math.min(
    Math.max(...entries.map((entry) => entry.processingEnd)),
    start + latency,
  );
  const selector = selectorOf(entries.find(({ target }) => target)?.target);
  const part = (from: number, to: number) => toNanoseconds(Math.max(0, to - from));
  return {
    duration: toNanoseconds(latency),
    timestamp: part(viewStart, start),
    ...(selector && { target_selector: selector }),
    sub_parts: {
      input_delay: part(start, processingStart),
      processing_duration: part(processingStart, processingEnd),
      presentation_delay: part(processingEnd, start + latency),
    },
  };
}
