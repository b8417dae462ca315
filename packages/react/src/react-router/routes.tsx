import { routeViews } from '@firsthand/rum/route-views';
import { createContext, useContext, useInsertionEffect, useRef, type ReactElement } from 'react';
import {
  createRoutesFromElements,
  matchRoutes,
  parsePath,
  UNSAFE_RouteContext as RouteContext,
  useLocation,
  useRoutes as useRouterRoutes,
  type RouteObject,
  type RoutesProps,
} from 'react-router';
import { useRum } from '../use-rum.js';
import { patternOf } from './pattern-of.js';

/** The path that routes further down have reported: theirs is the whole pattern. */
const Reported = /* @__PURE__ */ createContext<{ current: string | undefined } | null>(null);

/** React Router's own `Routes`, whose patterns name views. Give `init` the plugin `reactPlugin({ router: true })`. */
export function Routes({ children, location }: RoutesProps): ReactElement | null {
  return useRoutes(createRoutesFromElements(children), location);
}

/** React Router's own `useRoutes`, whose patterns name views. */
export function useRoutes(
  routes: RouteObject[],
  location?: RoutesProps['location'],
): ReactElement | null {
  const element = useRouterRoutes(routes, location);
  const { pathname } = useLocation();
  const { matches: above } = useContext(RouteContext);
  const rum = useRum();
  const reportedRef = useRef<string>(undefined);
  const reportedAboveRef = useContext(Reported);

  const own = matchRoutes(routes, pathBelow(above.at(-1)?.pathnameBase, pathname));
  const pattern = own ? patternOf(own, patternOf(above)) : undefined;
  // Routes for another location than the page's, such as those behind a dialog, are not where the person is.
  const isElsewhere = location !== undefined && pathOf(location) !== pathname;

  // In the commit that shows the route; what is further down comes first.
  useInsertionEffect(() => {
    if (isElsewhere) return undefined;
    if (reportedRef.current !== pathname) routeViews(rum).arrive(pathname, pattern);
    if (!reportedAboveRef) return undefined;
    reportedAboveRef.current = pathname;
    return () => {
      reportedAboveRef.current = undefined;
    };
  }, [rum, pathname, pattern, isElsewhere, reportedAboveRef]);

  return element && <Reported.Provider value={reportedRef}>{element}</Reported.Provider>;
}

/** What of a path is left to routes below those that end with `base`. */
function pathBelow(base = '/', pathname: string): string {
  const segments = base === '/' ? 0 : base.split('/').length - 1;
  return `/${pathname
    .split('/')
    .slice(segments + 1)
    .join('/')}`;
}

function pathOf(location: NonNullable<RoutesProps['location']>): string | undefined {
  return (typeof location === 'string' ? parsePath(location) : location).pathname;
}
