import { patch } from './patch.js';

/**
 * Calls `listener` after each change of the document's address within the page: pushState, replaceState,
 * back and forward, hash.
 */
export function onLocationChange(listener: () => void, signal: AbortSignal): void {
  for (const key of ['pushState', 'replaceState'] as const) {
    patch({ owner: history, key, wrap: wrapState, observer: listener }, signal);
  }
  addEventListener('popstate', listener, { signal });
  addEventListener('hashchange', listener, { signal });
}

function wrapState(
  original: History['pushState'],
  observers: ReadonlySet<() => void>,
): History['pushState'] {
  return function changeState(this: History, ...args) {
    Reflect.apply(original, this, args);
    for (const listener of observers) listener();
  };
}
