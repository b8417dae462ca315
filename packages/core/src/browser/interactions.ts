/** Calls `listener` on each sign that a person is there: click, touch, key, scroll. */
export function onInteraction(listener: (event: Event) => void, signal: AbortSignal): void {
  for (const type of ['click', 'touchstart', 'keydown', 'scroll']) {
    addEventListener(type, listener, { signal, capture: true, passive: true });
  }
}
