import { forTypes, listen } from './listen.js';

/**
 * Calls `listener` on each sign that a person is there: click, touch, key, wheel. Not on `scroll`, which scripts cause too
 * and browsers trust.
 */
export function onInteraction(listener: (event: Event) => void, signal: AbortSignal): void {
  const signs = forTypes(['click', 'pointerdown', 'touchstart', 'keydown', 'wheel'], listener);
  listen(window, signs, { signal, capture: true, passive: true });
}
