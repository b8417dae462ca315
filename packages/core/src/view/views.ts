import type { Clock } from '../clock.js';
import { createHistory } from '../history.js';
import { onLocationChange } from '../browser/location-changes.js';
import { uuid } from '../uuid.js';
import { groupUrl } from './group-url.js';
import { snapshot, type CountedType, type LoadingType, type View, type ViewPatch } from './view.js';

/** At most one snapshot of a running view in this many milliseconds, but for its start, its end and page exit. */
const SNAPSHOT_INTERVAL = 3_000;
/** Metrics that become known later than this after a view's end are dropped, in milliseconds. */
const LATE_METRICS = 5 * 60_000;

export interface Views {
  find(at: number): View | undefined;
  /** Adds what became known about the view active at that time. */
  update(patch: ViewPatch, at: number): void;
  /** Counts an event in the view it belongs to. */
  count(view: View, type: CountedType): void;
  start(loadingType: LoadingType, at: number): void;
  end(at: number): void;
  /** Emits snapshots of what changed since the last ones, and of the running view, now. */
  flush(): void;
}

/** Starts a view now and at each route change. */
export function followViews({ clock, emitSnapshot }: ViewsParts, signal: AbortSignal): Views {
  const history = createHistory<View>();
  const changed = new Set<View>();
  let current: View | undefined;
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

  const start = (loadingType: LoadingType, at: number) => {
    const referrer = current?.url ?? document.referrer;
    end(at);
    current = {
      id: uuid(),
      url: location.href,
      name: groupUrl(location.pathname) + hashRoute(),
      referrer,
      loadingType,
      startedAt: at,
      endedAt: undefined,
      documentVersion: 0,
      counts: { action: 0, error: 0, resource: 0, long_task: 0 },
      patch: {},
    };
    history.start(current, at);
    touch(current);
    emitChanged();
  };

  onLocationChange(() => {
    if (current && route(current.url) !== route(location.href)) start('route_change', clock.now());
  }, signal);
  signal.addEventListener('abort', () => clearTimeout(timer), { once: true });

  return {
    find: history.find,
    update(patch, at) {
      const view = history.find(at);
      if (!view || (view.endedAt ?? Infinity) + LATE_METRICS < clock.now()) return;
      view.patch = {
        ...view.patch,
        ...patch,
        performance: { ...view.patch.performance, ...patch.performance },
      };
      touch(view);
    },
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
  emitSnapshot: (view: View, data: ReturnType<typeof snapshot>) => void;
}

/** The fragment where it is a route (`#/cart`, `#!/cart`), not an anchor. */
function hashRoute(hash = location.hash): string {
  return /^#!?\//.test(hash) ? groupUrl(hash) : '';
}

/** What makes two addresses the same view. */
function route(url: string): string {
  const { pathname, hash } = new URL(url);
  return pathname + (/^#!?\//.test(hash) ? hash : '');
}
