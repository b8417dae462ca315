import type { Events } from '@firsthand/protocol';
import { nanoseconds } from './options.js';
import type { Scene } from './scene.js';
import type { ViewInProgress } from './view.js';
import { worstOf, type Worst } from './web-vitals.js';

type View = Events['view'];

/** A view as it was at a moment. */
export interface Snapshot {
  event: View;
  /** Since the view's start, in milliseconds. */
  at: number;
  isNewest: boolean;
}

/** Of usual views, how many have one snapshot, and how many two. */
const ONE = 0.15;
const TWO = 0.49;

/** All snapshots of a view, oldest first; its other events have been made. */
export function snapshotsOf(view: ViewInProgress): Snapshot[] {
  const { random, hardships } = view.scene;
  const count = countOf(random.next(), hardships.snapshots);
  const moments = Array.from({ length: count - 1 }, () =>
    Math.floor(random.between(0.05, 0.95) * view.stay),
  ).toSorted((a, b) => a - b);
  const worst = worstOf(view);
  const basis = basisOf(view);
  return [...moments, view.stay].map((at, index) => {
    const isNewest = index === moments.length;
    const event = snapshotAt(view, { basis, worst, at, version: index + 1, isNewest });
    return { event, at, isNewest };
  });
}

function countOf(chance: number, most: number): number {
  if (most > 3) return 1 + Math.floor(chance * most);
  return Math.min(most, chance < ONE ? 1 : chance < TWO ? 2 : 3);
}

type Basis = ReturnType<typeof basisOf>;

/** What all snapshots of a view say alike. */
function basisOf({ scene, startedAt, isInitial, context }: ViewInProgress) {
  const { random, shared } = scene;
  return {
    event: {
      type: 'view' as const,
      date: Math.floor(startedAt) - scene.skew,
      ...shared,
      context,
      feature_flags: scene.flags,
    },
    loading: {
      loading_type: isInitial ? ('initial_load' as const) : ('route_change' as const),
      ...(isInitial && {
        navigation_type: random.chance(0.86)
          ? ('navigate' as const)
          : random.pick(['reload', 'back_forward'] as const),
      }),
    },
    scroll: scrollOf(scene),
  };
}

interface Moment {
  basis: Basis;
  worst: Worst;
  at: number;
  version: number;
  isNewest: boolean;
}

function snapshotAt(view: ViewInProgress, { basis, worst, at, version, isNewest }: Moment): View {
  const isOpen = !isNewest || view.startedAt + view.stay > view.scene.until - 60_000;
  return {
    ...basis.event,
    ...(basis.scroll && { display: { ...basis.event.display, scroll: basis.scroll } }),
    view: {
      ...view.reference,
      ...basis.loading,
      time_spent: nanoseconds(at),
      is_active: isOpen,
      ...timesAt(view, at),
      performance: worst(at),
      ...countsAt(view, at),
    },
    _dd: {
      document_version: version,
      page_states: [{ state: 'active', start: 0 }],
    },
  };
}

/** The times that have passed by then. */
function timesAt({ speed, isInitial }: ViewInProgress, at: number): Partial<View['view']> {
  const loading_time = at < speed.loaded ? {} : { loading_time: nanoseconds(speed.loaded) };
  if (!isInitial) return loading_time;
  return {
    ...loading_time,
    first_byte: nanoseconds(speed.firstByte),
    ...(at >= speed.complete && {
      dom_interactive: nanoseconds(speed.interactive),
      dom_content_loaded: nanoseconds(speed.contentLoaded),
      dom_complete: nanoseconds(speed.complete),
      load_event: nanoseconds(speed.complete + 4),
    }),
  };
}

function countsAt({ entries }: ViewInProgress, at: number) {
  const counts = { action: 0, error: 0, resource: 0, long_task: 0, vital: 0 };
  let frustrations = 0;
  for (const entry of entries) {
    if (entry.at > at) continue;
    counts[entry.event.type] += 1;
    if (entry.event.type !== 'action') continue;
    frustrations += entry.event.action.frustration?.type.length ?? 0;
  }
  return {
    action: { count: counts.action },
    error: { count: counts.error },
    resource: { count: counts.resource },
    long_task: { count: counts.long_task },
    frustration: { count: frustrations },
  };
}

/** How far down the page was seen; some do not scroll. */
function scrollOf({ random, shared }: Scene) {
  const sight = shared.display?.viewport?.height ?? 0;
  if (random.chance(0.3)) return undefined;
  const top = Math.round(random.logNormal(sight * 0.8, 0.7));
  return {
    max_depth: top + sight,
    max_depth_scroll_top: top,
    max_scroll_height: Math.max(top + sight, Math.round(random.between(1.2, 4) * sight)),
    max_scroll_height_time: nanoseconds(random.between(100, 1_500)),
  };
}
