/**
 * Calls `listener` each time the page may be about to end: the last moments at which code surely runs.
 * `visibilitychange` is the only reliable one on mobile; `pagehide` covers Safari's navigations
 * (https://webkit.org/b/151234); `freeze` covers tabs that were hidden all along.
 *
 * @param isLast comes after those which are not, whenever they began to listen: after what collectors say on exit
 */
export function onPageExit(
  listener: () => void,
  signal: AbortSignal,
  { isLast = false } = {},
): void {
  const onHidden = () => {
    if (document.visibilityState === 'hidden') listener();
  };
  const options = { signal, capture: !isLast };
  addEventListener('visibilitychange', onHidden, options);
  addEventListener('pagehide', listener, options);
  // Not on window: freeze does not bubble. https://wicg.github.io/page-lifecycle/
  document.addEventListener('freeze', listener, options);
}
