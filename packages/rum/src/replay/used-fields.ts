import { forTypes, isElement, listen, matches } from '@firsthand/core';

/** Calls `observer` with each element that a person goes to or types into. */
export function observeUsedFields(observer: (element: Element) => void, signal: AbortSignal): void {
  const observe = (event: Event) => {
    const [target] = event.composedPath();
    if (isElement(target)) observer(target);
  };
  listen(window, forTypes(['focusin', 'input'], observe), { capture: true, signal });
}

/** A password may be shown before the recorder is there to see that it was one. */
export function observeUsedPasswords(
  observer: (element: Element) => void,
  signal: AbortSignal,
): void {
  observeUsedFields((element) => matches(element, '[type=password]') && observer(element), signal);
}
