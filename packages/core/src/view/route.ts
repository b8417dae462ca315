import { inDocument } from '../browser/dom.js';
import { guard, ignore } from '../guard.js';
import type { Place } from './view.js';

/**
 * Follows the route that a page is at: its path, and the fragment where that is a route, without its query. `#/cart`
 * always is one, any other if the page goes there on the same path and it is no anchor: of a page that is still to be
 * shown the anchors are not known.
 */
export function createRoute(): (place: Pick<Place, 'pathname' | 'hash'>) => string {
  let path: string | undefined;
  let fragment: string | undefined;
  let route = '';
  return ({ pathname, hash }) => {
    const [next = ''] = hash.split('?');
    const isSamePath = pathname === path;
    if (isSamePath && next === fragment) return route;
    path = pathname;
    fragment = next;
    if (/^#!?\//.test(next) || (isSamePath && !isAnchor(next))) route = pathname + next;
    else if (!isSamePath) route = pathname;
    return route;
  };
}

/** https://html.spec.whatwg.org/#find-a-potential-indicated-element */
function isAnchor(hash: string): boolean {
  const id = hash.slice(1);
  const names = [id, guard(() => decodeURIComponent(id), ignore)];
  return names.some(
    (name) =>
      name &&
      (/^top$/i.test(name) ||
        inDocument('getElementById')(name) ||
        inDocument('querySelector')(`a[name=${CSS.escape(name)}]`)),
  );
}
