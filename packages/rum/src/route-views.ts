import {
  clearTimer,
  defineCollector,
  forTypes,
  isHidden,
  listen,
  now,
  onAbort,
  onLocationChange,
  onPageExit,
  setTimer,
  toNanoseconds,
  type Emit,
} from '@firsthand/core';
import type { Rum } from './create-rum.js';
import type { Plugin } from './plugin.js';

/**
 * Views as a router tells of them: one for each path that it comes to, from the start of the navigation, named by the
 * route's pattern. What another navigation follows within 1 s, and no person did, was a redirect and no view.
 */
export interface RouteViews {
  /** A navigation begins. Without it, one is taken to begin when the page's address changes. */
  begin(): void;
  /**
   * The router has come to rest. Where that is the path where it was, no view starts.
   *
   * @param path as the router sees it, without query and fragment
   * @param name pattern of the route, such as `/user/:id`; `undefined` where no route matches: a view named `*`
   */
  arrive(path: string, name: string | undefined): void;
  /** A navigation led nowhere. */
  stay(): void;
}

/** Name of the views of paths that no route matches. */
const UNKNOWN = '*';
/** Milliseconds after an arrival in which a navigation that no person began is a redirect. */
const REDIRECT_WINDOW = 1_000;
/** The longest that events wait for the router to name the first view, in milliseconds. */
const FIRST_VIEW_WITHIN = 5_000;
/** Signs that a person goes somewhere. Not `scroll`: routers scroll too. */
const SIGNS = ['pointerdown', 'keydown', 'click', 'popstate'] as const;

const instances = /* @__PURE__ */ new WeakMap<Rum, ReturnType<typeof createRouteViews>>();

/** The views that routers tell `rum` of. They count once {@link followRoutes} was called. */
export function routeViews(rum: Rum): RouteViews {
  return instanceOf(rum);
}

/** For a plugin's `onInit`: leaves the views of `rum` to a router. */
export const followRoutes: NonNullable<Plugin['onInit']> = ({ configuration, rum }) => {
  configuration.trackViewsManually = true;
  return [instanceOf(rum).collector()];
};

function instanceOf(rum: Rum) {
  const known = instances.get(rum) ?? createRouteViews(rum);
  instances.set(rum, known);
  return known;
}

function createRouteViews(rum: Rum) {
  let current: { path: string; name: string; startTime: number; arrivedAt: number } | undefined;
  let begunAt: number | undefined;
  let addressChangedAt: number | undefined;
  /** Whether a person has done nothing since the router came here, or set out. */
  let isUntouched = false;
  /** While the instance runs. */
  let emit: Emit | undefined;

  const startView = () => {
    if (!emit || !current) return;
    const { name, startTime } = current;
    rum.startView({ name, startTime });
    if (!startTime || isHidden()) return;
    // What the page did until now was loading, too; what it does from now on is measured.
    emit('view', { view: { loading_time: toNanoseconds(now() - startTime) } }, startTime);
  };

  const startOf = (at: number) => {
    if (!current) return 0;
    const isRedirect = isUntouched && at - current.arrivedAt < REDIRECT_WINDOW;
    return isRedirect ? current.startTime : at;
  };

  const stay = () => {
    begunAt = addressChangedAt = undefined;
  };

  return {
    begin() {
      // A redirect is a part of what led to it.
      if (begunAt === undefined || !isUntouched) begunAt = startOf(now());
      isUntouched = true;
    },
    arrive(path: string, name: string | undefined) {
      if (path !== current?.path) {
        const startTime = begunAt ?? startOf(addressChangedAt ?? now());
        current = { path, name: name ?? UNKNOWN, startTime, arrivedAt: now() };
        isUntouched = true;
        startView();
      } else if (name !== undefined && name !== current.name) {
        current.name = name;
        if (emit) rum.setViewName(name);
      }
      stay();
    },
    stay,
    collector: defineCollector('route-views', ({ signal, onViewStart, ...scope }) => {
      let hasView = false;
      const startFirst = () => hasView || rum.startView();
      emit = scope.emit;
      onViewStart(() => (hasView = true));
      // How long it took to load is not known: this starts later.
      if (current) rum.startView({ name: current.name, startTime: current.startTime });
      onPageExit(startFirst, signal);
      onLocationChange(() => (addressChangedAt = now()), signal);
      const touch = () => {
        isUntouched = false;
      };
      listen(window, forTypes(SIGNS, touch), { signal, capture: true });
      const timer = setTimer(startFirst, FIRST_VIEW_WITHIN);
      onAbort(signal, () => {
        emit = undefined;
        clearTimer(timer);
      });
    }),
  };
}
