import { rum as pageRum, type Rum } from '@firsthand/rum';
import { routeViews } from '@firsthand/rum/route-views';
import { isNavigationFailure, NavigationFailureType } from 'vue-router';

/** What is needed of a router, as it is since version 4. */
export interface VueRouter {
  beforeEach(guard: () => void): unknown;
  afterEach(guard: (to: Route, from: Route, failure?: unknown) => void): unknown;
  onError(listener: () => void): unknown;
}

interface Route {
  path: string;
  matched: { path: string }[];
}

/**
 * Has a router say where views start, and name them: `followRouter(createRouter({ … }))`. Give `init` the plugin
 * `vuePlugin({ router: true })`.
 *
 * @param rum default: the page's default instance
 * @returns the router
 */
export function followRouter<Router extends VueRouter>(router: Router, rum: Rum = pageRum): Router {
  if (typeof document === 'undefined') return router;
  const views = routeViews(rum);
  router.beforeEach(() => views.begin());
  router.afterEach(({ path, matched }, _, failure) => {
    // Nuxt writes parameters as `:id()`.
    if (!failure) views.arrive(path, matched.at(-1)?.path.replaceAll('()', ''));
    // What was cancelled gave way to another navigation, which is under way.
    else if (!isNavigationFailure(failure, NavigationFailureType.cancelled)) views.stay();
  });
  // A guard that threw: nothing comes after it.
  router.onError(() => views.stay());
  return router;
}
