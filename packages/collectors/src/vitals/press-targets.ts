import { forTypes, isElement, listen } from '@firsthand/core';
import { selectorOf } from '../selector.js';

/** Presses that are remembered: browsers tell of an interaction within some frames. */
const MAX_PRESSES = 20;
const PRESSES = ['pointerdown', 'keydown'] as const;

/**
 * Remembers what was pressed, by its selector, before the page's listeners take it away: browsers do not name the target of an
 * interaction that is in the document no more.
 *
 * @param onPress called with each
 * @returns the selector of what was pressed last, between two relative times
 */
export function createPressTargets(
  onPress: () => void,
  signal: AbortSignal,
): (from: number, to: number) => string | undefined {
  /** The latest first. */
  const presses: { at: number; selector: string | undefined }[] = [];
  let latest: EventTarget | undefined;
  const remember = (event: Event) => {
    if (!event.isTrusted) return;
    const [target] = event.composedPath();
    // Who types presses keys in one place.
    const isSame = target === latest && event.type === 'keydown';
    const selector = isSame
      ? presses[0]?.selector
      : selectorOf(isElement(target) ? target : undefined);
    latest = target;
    presses.unshift({ at: event.timeStamp, selector });
    presses.length = Math.min(presses.length, MAX_PRESSES);
    onPress();
  };
  listen(window, forTypes(PRESSES, remember), { signal, capture: true, passive: true });
  return (from, to) => presses.find(({ at }) => at >= from && at <= to)?.selector;
}
