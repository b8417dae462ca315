import { guarded } from '../guard.js';
import { isHidden } from './dom.js';
import { listen } from './listen.js';

type Listener = (event: Event) => void;

interface ExitListeners {
  first: Listener[];
  last: Listener[];
}

/** Of each signal. */
const LISTENERS = /* @__PURE__ */ new WeakMap<AbortSignal, ExitListeners>();

/**
 * Calls `listener` each time the page may be about to end: the last moments at which code surely runs.
 * `visibilitychange` is the only reliable one on mobile; `pagehide` covers Safari's navigations
 * (https://webkit.org/b/151234); `freeze` covers tabs that were hidden all along.
 *
 * @param isLast after those with the same signal which are not, whenever they began, and when a page is hidden after
 *   all that capture: after what collectors say on exit
 */
export function onPageExit(listener: Listener, signal: AbortSignal, { isLast = false } = {}): void {
  const { first, last } = LISTENERS.get(signal) ?? start(signal);
  (isLast ? last : first).push(guarded(listener));
}

/** Not each by itself: at a window, Chromium calls listeners in the order in which they began, also those that capture. */
function start(signal: AbortSignal): ExitListeners {
  const listeners: ExitListeners = { first: [], last: [] };
  LISTENERS.set(signal, listeners);
  const tell = (told: Listener[], event: Event) => {
    for (const listener of told.slice()) listener(event);
  };
  const tellIfHidden = (told: Listener[]) => ({
    visibilitychange: (event: Event) => isHidden() && tell(told, event),
  });
  const tellAll = (event: Event) => {
    tell(listeners.first, event);
    tell(listeners.last, event);
  };
  listen(window, tellIfHidden(listeners.first), { signal, capture: true });
  listen(window, tellIfHidden(listeners.last), { signal });
  listen(window, { pagehide: tellAll }, { signal });
  // Not on window: freeze does not bubble. https://wicg.github.io/page-lifecycle/
  listen(document, { freeze: tellAll }, { signal });
  return listeners;
}
