import {
  closest,
  getter,
  inDocument,
  localNameOf,
  mutationObserver,
  rootOf,
} from '@firsthand/core';

/** Elements that are asked whether they have a shadow tree: asking costs, and they may be many. */
const MAX_ASKED = 5_000;

const shadowRootOf = /* @__PURE__ */ getter(() => Element.prototype, 'shadowRoot');

/** The host of the shadow tree in which an element is, if it is in one. */
export function hostOf(element: Element): Element | undefined {
  return (rootOf(element) as Partial<ShadowRoot>).host;
}

/** The nearest element that a selector fits, the element itself and the hosts around it included. */
export function closestAcross(element: Element, selector: string): Element | undefined {
  for (let inside: Element | undefined = element; inside; inside = hostOf(inside)) {
    const found = closest(inside, selector);
    if (found) return found;
  }
  return undefined;
}

/** The open shadow trees of the page, those within others included. */
function openShadowRoots(): ShadowRoot[] {
  const roots: ShadowRoot[] = [];
  let asked = 0;
  const collect = (elements: ArrayLike<Element>) => {
    for (let at = 0; at < elements.length && asked < MAX_ASKED; at += 1, asked += 1) {
      const root = shadowRootOf(elements[at] as Element);
      if (!root) continue;
      roots.push(root);
      collect(root.querySelectorAll('*'));
    }
  };
  collect(inDocument('getElementsByTagName')('*'));
  return roots;
}

/** Whether what happens in an element may not be seen: what it shows of itself can be in a closed shadow tree. */
export function isClosed(element: Element): boolean {
  return localNameOf(element).includes('-') && !shadowRootOf(element);
}

/** Observes changes of the document, of its open shadow trees, and of frames that the page may look into. */
export function observeTrees(listener: (records: MutationRecord[]) => void, signal: AbortSignal) {
  const mutations = mutationObserver(listener, signal);
  const seen = new Set<Node>();
  return {
    /** @returns whether there are trees that were not there before */
    observe(): boolean {
      const { size } = seen;
      for (const root of [document, ...openShadowRoots(), ...frameDocuments()]) {
        if (seen.has(root)) continue;
        seen.add(root);
        mutations.observe(root, {
          subtree: true,
          childList: true,
          attributes: true,
          characterData: true,
        });
      }
      return seen.size > size;
    },
    disconnect() {
      mutations.disconnect();
      seen.clear();
    },
  };
}

function frameDocuments(): Document[] {
  const frames = [...inDocument('getElementsByTagName')('iframe')];
  return frames.flatMap(({ contentDocument }) => contentDocument ?? []);
}
