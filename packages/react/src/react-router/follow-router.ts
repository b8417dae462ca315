import { rum as pageRum, type Rum } from '@firsthand/rum';
import { routeViews } from '@firsthand/rum/route-views';
import { useContext, useEffect } from 'react';
import { UNSAFE_DataRouterContext as DataRouterContext } from 'react-router';
import { useRum } from '../use-rum.js';
import { patternOf } from './pattern-of.js';

/** What is needed of a data router, as it is since version 6. */
export interface DataRouter {
  readonly state: RouterState;
  subscribe(listener: (state: RouterState) => void): () => void;
}

interface RouterState {
  initialized: boolean;
  location: { pathname: string };
  navigation: { state: string; location?: object | undefined };
  matches: { route: { path?: string | undefined } }[];
  errors: Record<string, unknown> | null;
}

/**
 * Has a data router say where views start, and name them: `followRouter(createBrowserRouter(routes))`. Give `init` the
 * plugin `reactPlugin({ router: true })`.
 *
 * @param rum default: the page's default instance
 * @returns the router
 */
export function followRouter<Router extends DataRouter>(
  router: Router,
  rum: Rum = pageRum,
): Router {
  if (typeof document !== 'undefined') follow(router, rum);
  return router;
}

/** In framework mode: somewhere in the `Layout` of `root.tsx`. Renders nothing. */
export function FollowRouter(): null {
  const rum = useRum();
  const router: DataRouter | undefined = useContext(DataRouterContext)?.router;
  useEffect(() => router && follow(router, rum), [router, rum]);
  return null;
}

function follow(router: DataRouter, rum: Rum): () => void {
  const views = routeViews(rum);
  let underway: object | undefined;
  const update = ({ initialized, location, navigation, matches, errors }: RouterState) => {
    if (navigation.state !== 'idle') {
      // Submitting and loading are one navigation.
      if (navigation.location !== underway) views.begin();
      underway = navigation.location;
    } else if (initialized) {
      underway = undefined;
      views.arrive(location.pathname, isUnknown(errors) ? undefined : patternOf(matches));
    }
  };
  update(router.state);
  return router.subscribe(update);
}

/** No route matched: the router made the error itself. */
function isUnknown(errors: RouterState['errors']): boolean {
  return Object.values(errors ?? {}).some((error) => {
    const { status, internal } = Object(error) as { status?: unknown; internal?: unknown };
    return status === 404 && internal === true;
  });
}
