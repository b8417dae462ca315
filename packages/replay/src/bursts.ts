import { mutationObserver, now } from '@firsthand/core';

/** Changes of the page that are recorded one by one, at once and a second. */
const AT_ONCE = 5_000;
const PER_SECOND = 2_500;

export interface BurstListeners {
  onBurst: () => void;
  /** Told of each attribute that changed. */
  onAttribute: (node: Node, name: string) => void;
}

/**
 * Measures how much of the page changes: a bucket that leaks. When it is over, `onBurst` is told, before a recorder that
 * observes the page later than this has serialised any of it.
 */
export function watchBursts({ onBurst, onAttribute }: BurstListeners, signal: AbortSignal) {
  let held = 0;
  let at = now();
  const charge = (changes: number) => {
    const time = now();
    held = Math.max(0, held - ((time - at) / 1_000) * PER_SECOND) + changes;
    at = time;
    if (held <= AT_ONCE) return;
    held = 0;
    onBurst();
  };
  const observer = mutationObserver((records) => {
    for (const { target, attributeName } of records) {
      if (attributeName) onAttribute(target, attributeName);
    }
    charge(records.reduce(weigh, 0));
  }, signal);
  return {
    charge,
    observe: () =>
      observer.observe(document, {
        attributes: true,
        characterData: true,
        childList: true,
        subtree: true,
      }),
    ignore: () => observer.disconnect(),
  };
}

/** In elements and other changes. */
function weigh(sum: number, { addedNodes, removedNodes }: MutationRecord): number {
  let weight = 1;
  for (const nodes of [addedNodes, removedNodes]) {
    for (const node of nodes) {
      weight += 1 + ((node as Partial<Element>).getElementsByTagName?.('*').length ?? 0);
    }
  }
  return sum + weight;
}
