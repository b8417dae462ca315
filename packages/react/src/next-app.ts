import { rum } from '@firsthand/rum';
import { routeViews } from '@firsthand/rum/route-views';
import { useParams, usePathname, useSelectedLayoutSegments } from 'next/navigation.js';
import { useInsertionEffect } from 'react';
import { isOtherPath } from './next/is-other-path.js';
import { patternOf } from './next/pattern-of.js';
import { useRum } from './use-rum.js';

/** Next.js with the app router: somewhere in the root layout. Renders nothing. */
export function FollowRouter(): null {
  const rum = useRum();
  const pathname = usePathname();
  const params = useParams();
  const isUnknown = useSelectedLayoutSegments()?.includes('/_not-found');
  const pattern = isUnknown ? undefined : patternOf(pathname, params);
  // In the commit that shows the route.
  useInsertionEffect(() => routeViews(rum).arrive(pathname, pattern), [rum, pathname, pattern]);
  return null;
}

/** Has views start with the click on a link: export it from `instrumentation-client.ts`. */
export function onRouterTransitionStart(url: string): void {
  if (isOtherPath(url)) routeViews(rum).begin();
}
