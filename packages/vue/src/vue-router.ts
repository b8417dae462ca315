import { rum as pageRum, type Rum } from '@firsthand/rum';
import { routeViews } from '@firsthand/rum/route-views';
import { isNavigationFailure, NavigationFailureType, type Router } from 'vue-router';

/**
 * Has a router say where views start, and name them: `followRouter(createRouter({ … }))`. Give `init` the plugin
 * `vuePlugin({ router: true })`.
 *
 * @param rum default: the page's default instance
 * @returns the router
 */
export function followRouter<R extends Pick<Router, 'beforeEach' | 'afterEach'>>(
  router: R,
  rum: Rum = pageRum,
): R {
  if (typeof document === 'undefined') return router;
  const views = routeViews(rum);
  router.beforeEach(() => views.begin());
  router.afterEach(({ path, matched }, _, failure) => {
    // Nuxt writes parameters as `:id()`.
    if (!failure) views.arrive(path, matched.at(-1)?.path.replaceAll('()', ''));
    // What was cancelled gave way to another navigation, which is under way.
    else if (!isNavigationFailure(failure, NavigationFailureType.cancelled)) views.stay();
  });
  return router;
}
