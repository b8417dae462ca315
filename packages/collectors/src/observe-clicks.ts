import { listen } from '@firsthand/core';

export interface ObservedClick {
  event: MouseEvent;
  /** Where the pointer went down, within a shadow tree as well: an event that is over does not tell any more. */
  target: EventTarget | undefined;
}

/**
 * Calls `observer` with each click, before the page is told of it.
 *
 * @param onPress called with where a pointer goes down, before the page has changed that
 */
export function observeClicks(
  observer: (click: ObservedClick) => void,
  signal: AbortSignal,
  onPress?: (target: EventTarget | undefined) => void,
): void {
  let pressed: EventTarget | undefined;
  listen(
    window,
    {
      pointerdown(event) {
        [pressed] = event.composedPath();
        onPress?.(pressed);
      },
      click(event) {
        const [target] = event.composedPath();
        // A click by key is nowhere.
        observer({ event, target: (event.detail > 0 && pressed) || target });
        pressed = undefined;
      },
    },
    { signal, capture: true },
  );
}
