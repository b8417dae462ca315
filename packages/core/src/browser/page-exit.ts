type Listener = (event: Event) => void;

interface Listeners {
  first: Listener[];
  last: Listener[];
}

/** Of each signal. */
const LISTENERS = /* @__PURE__ */ new WeakMap<AbortSignal, Listeners>();

/**
 * Calls `listener` each time the page may be about to end: the last moments at which code surely runs.
 * `visibilitychange` is the only reliable one on mobile; `pagehide` covers Safari's navigations
 * (https://webkit.org/b/151234); `freeze` covers tabs that were hidden all along.
 *
 * @param isLast after those with the same signal which are not, whenever they began, and when a page is hidden after
 *   all that capture: after what collectors say on exit
 */
export function onPageExit(listener: Listener, signal: AbortSignal, { isLast = false } = {}): void {
  const { first, last } = LISTENERS.get(signal) ?? listen(signal);
  (isLast ? last : first).push(listener);
}

/** Not each by itself: at a window, Chromium calls listeners in the order in which they began, also those that capture. */
function listen(signal: AbortSignal): Listeners {
  const listeners: Listeners = { first: [], last: [] };
  LISTENERS.set(signal, listeners);
  const tell = (told: Listener[], event: Event) => {
    for (const listener of told.slice()) {
      try {
        listener(event);
      } catch (fault) {
        console.warn('Firsthand:', fault);
      }
    }
  };
  const tellIfHidden = (told: Listener[]) => (event: Event) =>
    document.visibilityState === 'hidden' && tell(told, event);
  const tellAll = (event: Event) => {
    tell(listeners.first, event);
    tell(listeners.last, event);
  };
  addEventListener('visibilitychange', tellIfHidden(listeners.first), { signal, capture: true });
  addEventListener('visibilitychange', tellIfHidden(listeners.last), { signal });
  addEventListener('pagehide', tellAll, { signal });
  // Not on window: freeze does not bubble. https://wicg.github.io/page-lifecycle/
  document.addEventListener('freeze', tellAll, { signal });
  return listeners;
}
