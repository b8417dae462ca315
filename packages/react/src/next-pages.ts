import { routeViews } from '@firsthand/rum/route-views';
import { useRouter } from 'next/router.js';
import { useEffect, useInsertionEffect } from 'react';
import { isOtherPath } from './next/is-other-path.js';
import { useRum } from './use-rum.js';

/** Next.js with the pages router: somewhere in `_app`. Renders nothing. */
export function FollowRouter(): null {
  const { asPath, pathname: pattern, isReady, events } = useRouter();
  const views = routeViews(useRum());
  const path = asPath.replace(/[?#].*$/, '');

  // In the commit that shows the route.
  useInsertionEffect(() => {
    // Until then a statically rendered page does not know its parameters.
    if (isReady) views.arrive(path, pattern);
  }, [views, path, pattern, isReady]);

  useEffect(() => {
    const begin = (url: string) => isOtherPath(url) && views.begin();
    events.on('routeChangeStart', begin);
    events.on('routeChangeError', views.stay);
    return () => {
      events.off('routeChangeStart', begin);
      events.off('routeChangeError', views.stay);
    };
  }, [views, events]);
  return null;
}
