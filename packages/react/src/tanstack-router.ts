import { rum as pageRum, type Rum } from '@firsthand/rum';
import { routeViews } from '@firsthand/rum/route-views';
import type { AnyRouter } from '@tanstack/react-router';

/**
 * Has a router say where views start, and name them: `followRouter(createRouter({ routeTree }))`. Give `init` the plugin
 * `reactPlugin({ router: true })`.
 *
 * @param rum default: the page's default instance
 * @returns the router
 */
export function followRouter<Router extends AnyRouter>(router: Router, rum: Rum = pageRum): Router {
  if (typeof document === 'undefined') return router;
  const views = routeViews(rum);
  const arrive = () => {
    const { matches, location } = router.state;
    const isUnknown = matches.some(isNotFound);
    views.arrive(
      location.pathname,
      isUnknown ? undefined : withoutTrailingSlash(matches.at(-1)?.fullPath),
    );
  };
  router.subscribe('onBeforeNavigate', views.begin);
  router.subscribe('onLoad', arrive);
  if (router.state.resolvedLocation) arrive();
  return router;
}

function withoutTrailingSlash(path: string | undefined): string | undefined {
  return path?.replace(/(.)\/$/, '$1');
}

/** Where it is marked has changed between versions. */
function isNotFound(match: object): boolean {
  const { status, _notFound, globalNotFound } = match as Record<string, unknown>;
  return status === 'notFound' || !!_notFound || !!globalNotFound;
}
