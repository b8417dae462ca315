type Listener = () => void;

/** Of each signal, in their order. */
const LISTENERS = /* @__PURE__ */ new WeakMap<AbortSignal, Listener[]>();

/**
 * Calls `listener` each time the page may be about to end: the last moments at which code surely runs.
 * `visibilitychange` is the only reliable one on mobile; `pagehide` covers Safari's navigations
 * (https://webkit.org/b/151234); `freeze` covers tabs that were hidden all along.
 *
 * @param isLast of all listeners with the same signal, whenever those began: after what collectors say on exit
 */
export function onPageExit(listener: Listener, signal: AbortSignal, { isLast = false } = {}): void {
  const listeners = LISTENERS.get(signal) ?? listen(signal);
  if (isLast) listeners.push(listener);
  else listeners.unshift(listener);
}

/** Not each by itself: at a window, Chromium calls listeners in the order in which they began, also those that capture. */
function listen(signal: AbortSignal): Listener[] {
  const listeners: Listener[] = [];
  LISTENERS.set(signal, listeners);
  const tell = () => {
    for (const listener of listeners.slice()) {
      try {
        listener();
      } catch (fault) {
        console.warn('Firsthand:', fault);
      }
    }
  };
  const options = { signal, capture: true };
  addEventListener(
    'visibilitychange',
    () => document.visibilityState === 'hidden' && tell(),
    options,
  );
  addEventListener('pagehide', tell, options);
  // Not on window: freeze does not bubble. https://wicg.github.io/page-lifecycle/
  document.addEventListener('freeze', tell, options);
  return listeners;
}
