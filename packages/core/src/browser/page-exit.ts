/**
 * Calls `listener` each time the page may be about to end: the last moments at which code surely runs.
 * `visibilitychange` is the only reliable one on mobile; `pagehide` covers Safari's navigations
 * (https://webkit.org/b/151234); `freeze` covers tabs that were hidden all along.
 *
 * Listens in the bubble phase of `window`, so that collectors which report on hide come first.
 */
export function onPageExit(listener: () => void, signal: AbortSignal): void {
  const onHidden = () => {
    if (document.visibilityState === 'hidden') listener();
  };
  addEventListener('visibilitychange', onHidden, { signal });
  addEventListener('pagehide', listener, { signal });
  // Not on window: freeze does not bubble. https://wicg.github.io/page-lifecycle/
  document.addEventListener('freeze', listener, { signal });
}
