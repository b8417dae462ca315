import { absoluteUrl } from '../browser/address.js';
import { inDocument } from '../browser/dom.js';
import { onAbort } from '../browser/listen.js';
import { onLocationChange } from '../browser/location-changes.js';
import { clearTimer, setTimer, type Timer } from '../browser/schedule.js';
import type { Clock } from '../clock.js';
import { createContext } from '../context.js';
import { guard, ignore, type OnFault } from '../guard.js';
import { createHistory } from '../history.js';
import { uuid } from '../uuid.js';
import { groupUrl as groupByDefault } from './group-url.js';
import { merge } from './merge.js';
import { createRoute } from './route.js';
import {
  snapshot,
  type LoadingType,
  type Place,
  type View,
  type ViewOptions,
  type ViewPatch,
} from './view.js';

/** At most one snapshot of a running view in this many milliseconds, but for its start, its end and page exit. */
const SNAPSHOT_INTERVAL = 3_000;
/** The second one, with what is known of how the view loads, comes sooner: pages may crash. */
const SECOND_SNAPSHOT = 300;
/** Metrics that become known later than this after a view's end are dropped, in milliseconds. */
const LATE_METRICS = 5 * 60_000;
/** `view.performance.lcp` and the like, and each custom timing, are replaced as a whole. */
const PATCH_DEPTH = 3;

export interface Views {
  /** The view that lasts now. */
  readonly current: View | undefined;
  find(at: number): View | undefined;
  /** Adds what became known about the view active at that time. */
  update(patch: ViewPatch, at: number): void;
  /** Says that the view's own state has changed: a snapshot follows. */
  touch(view: View): void;
  /** Counts something in the view it belongs to. */
  count(view: View, what: keyof View['counts'], times?: number): void;
  start(start: ViewStart): void;
  /** Starts one where the running one is of another route than the page. */
  follow(): void;
  /** Says what a view has been from its start. */
  replace(view: View, options: ViewOptions): void;
  /** Goes on, in a new session or after the back/forward cache, with what the page had said of the view before. */
  renew(at: number, loadingType?: LoadingType): void;
  end(at: number): void;
  /** Calls `listener` with the running view, if any, and with each that starts. */
  onStart(listener: (view: View) => void): void;
  /** Calls `listener` when a view ends. */
  onEnd(listener: (view: View) => void): void;
  /** Emits snapshots of what changed since the last ones, and of the running view unless `isAgain`, now. */
  flush(options?: { isAgain?: boolean }): void;
}

export interface ViewStart extends ViewOptions {
  loadingType: LoadingType;
  /** Relative time. */
  at: number;
  /** Default: where the page is now */
  place?: Place;
}

/** Follows views: where it is not left to the page, a route change starts one. */
export function followViews(
  { clock, manual, groupUrl, emitSnapshot, onFault }: ViewsParts,
  signal: AbortSignal,
): Views {
  const history = createHistory<View>();
  const changed = new Set<View>();
  const startListeners: ((view: View) => void)[] = [];
  const endListeners: ((view: View) => void)[] = [];
  const routeAt = createRoute();
  /** That of the latest view. */
  let route: string | undefined;
  let current: View | undefined;
  let latest: View | undefined;
  let lastUrl = inDocument('referrer');
  let timer: Timer | undefined;

  const emitChanged = () => {
    clearTimer(timer);
    timer = undefined;
    for (const view of changed) emitSnapshot(view, snapshot(view, clock.now()));
    changed.clear();
  };

  const touch = (view: View) => {
    changed.add(view);
    const isSecond = view.documentVersion === 1;
    timer ??= setTimer(emitChanged, isSecond ? SECOND_SNAPSHOT : SNAPSHOT_INTERVAL);
  };

  const end = (at: number) => {
    if (!current) return;
    const view = current;
    view.endedAt = Math.max(at, view.startedAt);
    history.end(at);
    touch(view);
    current = undefined;
    tell(endListeners, view);
  };

  // A navigation of the page waits for them.
  const tell = (listeners: readonly ((view: View) => void)[], view: View) => {
    for (const listener of listeners) guard(() => listener(view), onFault);
  };

  const nameOf = (path: string) => {
    let name = groupByDefault(path);
    if (groupUrl) guard(() => (name = String(groupUrl(path))), onFault);
    return name;
  };

  const identify = ({ name, url, service, version }: ViewOptions, place: Place = location) => {
    route = routeAt(place);
    const told = url === undefined ? undefined : absoluteUrl(url);
    const path = told && pathOf(told);
    // What is no address is not taken for one.
    lastUrl = (path && told) || place.href;
    const shown = path || route;
    return { own: { url: lastUrl, service, version }, name: String(name ?? nameOf(shown)) };
  };

  const start = ({ loadingType, at, place, ...options }: ViewStart) => {
    end(at);
    const referrer = lastUrl;
    let id: string | undefined;
    const { own, name } = identify(options, place);
    const names = createHistory<string>();
    names.start(name, -Infinity);
    const view: View = {
      // Made when it is asked for: there is none before consent.
      get id() {
        return (id ??= uuid());
      },
      referrer,
      ...own,
      names,
      loadingType,
      startedAt: at,
      date: clock.toEpoch(at),
      endedAt: undefined,
      documentVersion: 0,
      counts: { action: 0, error: 0, resource: 0, long_task: 0, frustration: 0 },
      context: createContext(),
      featureFlags: createContext(),
      loadingTime: undefined,
      patch: {},
    };
    if (options.context) view.context.set(options.context, at);
    current = latest = view;
    history.start(view, at);
    touch(view);
    emitChanged();
    tell(startListeners, view);
  };

  const replace = (view: View, options: ViewOptions) => {
    const { own, name } = identify(options);
    Object.assign(view, own);
    view.names.rename(name);
    if (options.context) view.context.set(options.context, view.startedAt);
    touch(view);
  };

  const follow = (isReplaced = false) => {
    if (routeAt(location) === route || !current) return;
    // A page that sets its address right while it loads has led nobody elsewhere.
    const isLoading = inDocument('readyState') !== 'complete';
    if (isReplaced && isLoading && current.loadingType === 'initial_load') replace(current, {});
    else start({ loadingType: 'route_change', at: clock.now() });
  };

  if (!manual) onLocationChange(follow, signal);
  onAbort(signal, () => clearTimer(timer));

  return {
    get current() {
      return current;
    },
    find: history.find,
    update(patch, at) {
      const view = history.find(at);
      if (!view || (view.endedAt ?? Infinity) + LATE_METRICS < clock.now()) return;
      merge(view.patch as Record<string, unknown>, patch as Record<string, unknown>, PATCH_DEPTH);
      touch(view);
    },
    touch,
    count(view, what, times = 1) {
      view.counts[what] += times;
      touch(view);
    },
    start,
    follow,
    replace,
    renew(at, loadingType = 'session_renewal') {
      const isSame = latest && (manual || routeAt(location) === route);
      const { names, url, service, version, context } = (isSame && latest) || {};
      start({
        loadingType,
        at,
        name: names?.find(at),
        ...(manual && { url }),
        service,
        version,
        context: context?.get(),
      });
    },
    end,
    onStart(listener) {
      startListeners.push(listener);
      if (current) listener(current);
    },
    onEnd: (listener) => void endListeners.push(listener),
    flush({ isAgain = false } = {}) {
      if (current && !isAgain) changed.add(current);
      emitChanged();
    },
  };
}

interface ViewsParts {
  clock: Clock;
  /** Whether only the page itself starts views. */
  manual: boolean;
  /** A view name of low cardinality from a path. Default: by its segments with digits */
  groupUrl: ((path: string) => string) | undefined;
  emitSnapshot: (view: View, data: ReturnType<typeof snapshot>) => void;
  onFault: OnFault;
}

function pathOf(url: string): string | undefined {
  return guard(() => new URL(url).pathname, ignore);
}
