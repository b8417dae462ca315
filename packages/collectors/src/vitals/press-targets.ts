import { forTypes, listen } from '@firsthand/core';
import { selectorOf } from '../selector.js';

/** Presses that are remembered: browsers tell of an interaction within some frames. */
const MAX_PRESSES = 20;
const PRESSES = ['pointerdown', 'keydown'] as const;

/**
 * Remembers what was pressed, by its selector, before the page's listeners take it away: browsers do not name the target of an
 * interaction that is in the document no more.
 *
 * @param onPress called with each
 * @returns the selector of what was pressed last before a relative time
 */
export function createPressTargets(
  onPress: () => void,
  signal: AbortSignal,
): (at: number) => string | undefined {
  const presses: { at: number; selector: string | undefined }[] = [];
  let latest: EventTarget | undefined;
  const remember = (event: Event) => {
    const [target] = event.composedPath();
    // Who types presses keys in one place.
    const isSame = target === latest && event.type === 'keydown';
    const selector = isSame ? presses.at(-1)?.selector : selectorOf(target as Node | undefined);
    latest = target;
    presses.push({ at: event.timeStamp, selector });
    if (presses.length > MAX_PRESSES) presses.shift();
    onPress();
  };
  listen(window, forTypes(PRESSES, remember), { signal, capture: true, passive: true });
  return (time) => presses.filter(({ at }) => at <= time).at(-1)?.selector;
}
