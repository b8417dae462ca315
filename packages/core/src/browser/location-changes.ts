import { guard } from '../guard.js';
import { forTypes, listen } from './listen.js';
import { patch, type PatchedCall } from './patch.js';

interface NavigationApi extends EventTarget {
  currentEntry?: object | null;
}

/**
 * Calls `listener` after each change of the document's address within the page: pushState, replaceState,
 * back and forward, hash, and what the Navigation API does. Where the browser has that, it tells of all of them, also of
 * those by a `pushState` that the page took before us; documents that have no entries are told nothing.
 * https://html.spec.whatwg.org/#has-entries-and-events-disabled
 */
export function onLocationChange(listener: () => void, signal: AbortSignal): void {
  const { navigation } = globalThis as { navigation?: NavigationApi };
  if (navigation?.currentEntry) listen(navigation, { currententrychange: listener }, { signal });
  else {
    for (const key of ['pushState', 'replaceState'] as const)
      patch({ owner: history, key, observer: listener, around: changeState }, signal);
  }
  listen(window, forTypes(['popstate', 'hashchange'], listener), { signal });
}

function changeState(
  { original, self, args }: PatchedCall<History['pushState']>,
  observers: ReadonlySet<() => void>,
): void {
  Reflect.apply(original, self, args);
  for (const listener of observers) guard(listener);
}
