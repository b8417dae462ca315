import { onLocationChange } from '../browser/location-changes.js';
import { onPageRestore } from '../browser/page-restore.js';
import type { Clock } from '../clock.js';
import { createContext } from '../context.js';
import { createHistory } from '../history.js';
import { uuid } from '../uuid.js';
import { hashRoute, isSameRoute } from './route.js';
import {
  snapshot,
  type CountedType,
  type LoadingType,
  type View,
  type ViewOptions,
  type ViewPatch,
} from './view.js';

/** At most one snapshot of a running view in this many milliseconds, but for its start, its end and page exit. */
const SNAPSHOT_INTERVAL = 3_000;
/** Metrics that become known later than this after a view's end are dropped, in milliseconds. */
const LATE_METRICS = 5 * 60_000;

export interface Views {
  /** The view that lasts now. */
  readonly current: View | undefined;
  find(at: number): View | undefined;
  /** Adds what became known about the view active at that time. */
  update(patch: ViewPatch, at: number): void;
  /** Says that the view's own state has changed: a snapshot follows. */
  touch(view: View): void;
  /** Counts an event in the view it belongs to. */
  count(view: View, type: CountedType): void;
  start(start: ViewStart): void;
  end(at: number): void;
  /** Emits snapshots of what changed since the last ones, and of the running view, now. */
  flush(): void;
}

export interface ViewStart extends ViewOptions {
  loadingType: LoadingType;
  /** Relative time. */
  at: number;
}

/** Follows views: where it is not left to the page, a route change and a page restore each start one. */
export function followViews(
  { clock, manual, groupUrl, emitSnapshot }: ViewsParts,
  signal: AbortSignal,
): Views {
  const history = createHistory<View>();
  const changed = new Set<View>();
  let current: View | undefined;
  let lastUrl = document.referrer;
  let timer: ReturnType<typeof setTimeout> | undefined;

  const emitChanged = () => {
    clearTimeout(timer);
    timer = undefined;
    for (const view of changed) emitSnapshot(view, snapshot(view, clock.now()));
    changed.clear();
  };

  const touch = (view: View) => {
    changed.add(view);
    timer ??= setTimeout(emitChanged, SNAPSHOT_INTERVAL);
  };

  const end = (at: number) => {
    if (!current) return;
    current.endedAt = at;
    history.end(at);
    touch(current);
    current = undefined;
  };

  const start = ({ loadingType, at, name, service, version, context }: ViewStart) => {
    end(at);
    const { href, pathname, hash } = location;
    current = {
      id: uuid(),
      url: href,
      name: name ?? groupUrl(pathname + hashRoute(hash)),
      service,
      version,
      referrer: lastUrl,
      loadingType,
      startedAt: at,
      endedAt: undefined,
      documentVersion: 0,
      counts: { action: 0, error: 0, resource: 0, long_task: 0 },
      context: createContext(),
      featureFlags: createContext(),
      patch: {},
    };
    if (context) current.context.set(context);
    lastUrl = href;
    history.start(current, at);
    touch(current);
    emitChanged();
  };

  if (!manual) {
    onLocationChange(() => {
      if (current && !isSameRoute(current.url, location.href)) {
        start({ loadingType: 'route_change', at: clock.now() });
      }
    }, signal);
    onPageRestore(({ leftAt, restoredAt }) => {
      end(leftAt);
      start({ loadingType: 'bf_cache', at: restoredAt });
    }, signal);
  }
  signal.addEventListener('abort', () => clearTimeout(timer), { once: true });

  return {
    get current() {
      return current;
    },
    find: history.find,
    update(patch, at) {
      const view = history.find(at);
      if (!view || (view.endedAt ?? Infinity) + LATE_METRICS < clock.now()) return;
      const { performance, custom_timings } = view.patch;
      view.patch = {
        ...view.patch,
        ...patch,
        performance: { ...performance, ...patch.performance },
        ...(patch.custom_timings && {
          custom_timings: { ...custom_timings, ...patch.custom_timings },
        }),
      };
      touch(view);
    },
    touch,
    count(view, type) {
      view.counts[type] += 1;
      touch(view);
    },
    start,
    end,
    flush() {
      if (current) changed.add(current);
      emitChanged();
    },
  };
}

interface ViewsParts {
  clock: Clock;
  /** Whether only the page itself starts views. */
  manual: boolean;
  /** A view name of low cardinality from a path. */
  groupUrl: (path: string) => string;
  emitSnapshot: (view: View, data: ReturnType<typeof snapshot>) => void;
}
