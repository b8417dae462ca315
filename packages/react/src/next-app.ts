import { rum } from '@firsthand/rum';
import { routeViews } from '@firsthand/rum/route-views';
import { useParams, usePathname, useSelectedLayoutSegments } from 'next/navigation.js';
import { useInsertionEffect } from 'react';
import { isOtherPath } from './next/is-other-path.js';
import { patternInHistory } from './next/pattern-in-history.js';
import { patternOf } from './next/pattern-of.js';
import { useRum } from './use-rum.js';

/** Next.js with the app router: somewhere in the root layout. Renders nothing. */
export function FollowRouter(): null {
  const rum = useRum();
  const pathname = usePathname();
  const params = useParams();
  // As the production build of Next.js 16.4 has it, and as others have.
  const isUnknown = /^\/?_not-found$/.test(useSelectedLayoutSegments()?.[0] ?? '');
  const pattern = isUnknown ? undefined : patternOf(pathname, params);
  // In the commit that shows the route, and after the router's own effect, which is first in the tree: the history has it.
  useInsertionEffect(() => {
    routeViews(rum).arrive(pathname, pattern && (patternInHistory(pathname) ?? pattern));
  }, [rum, pathname, pattern]);
  return null;
}

/** Has views start with the click on a link: export it from `instrumentation-client.ts`. */
export function onRouterTransitionStart(url: string): void {
  if (isOtherPath(url)) routeViews(rum).begin();
}
