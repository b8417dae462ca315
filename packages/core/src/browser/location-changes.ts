import { guard } from '../guard.js';
import { forTypes, listen } from './listen.js';
import { patch, type PatchedCall } from './patch.js';

interface NavigationApi extends EventTarget {
  currentEntry?: object | null;
}

/** @param isReplaced whether the present entry of the history has another address now, and is not a new one */
type LocationListener = (isReplaced: boolean) => void;

/**
 * Calls `listener` after each change of the document's address within the page: pushState, replaceState,
 * back and forward, hash, and what the Navigation API does. Where the browser has that, it tells of all of them, also of
 * those by a `pushState` that the page took before us; documents that have no entries are told nothing.
 * https://html.spec.whatwg.org/#has-entries-and-events-disabled
 */
export function onLocationChange(listener: LocationListener, signal: AbortSignal): void {
  const { navigation } = globalThis as { navigation?: NavigationApi };
  const onEntry = (event: Event) =>
    listener((event as { navigationType?: unknown }).navigationType === 'replace');
  if (navigation?.currentEntry) listen(navigation, { currententrychange: onEntry }, { signal });
  else {
    for (const key of ['pushState', 'replaceState'] as const) {
      const observer = () => listener(key === 'replaceState');
      patch({ owner: history, key, observer, around: changeState }, signal);
    }
  }
  const onEvent = () => listener(false);
  listen(window, forTypes(['popstate', 'hashchange'], onEvent), { signal });
}

function changeState(
  { original, self, args }: PatchedCall<History['pushState']>,
  observers: ReadonlySet<() => void>,
): void {
  Reflect.apply(original, self, args);
  for (const listener of observers) guard(listener);
}
