import {
  asLevel,
  PRIVACY_ATTRIBUTE,
  stricter,
  type NodePrivacyLevel,
  type PrivacyLevel,
} from './privacy-level.js';

export interface PrivacyLevelOptions {
  /** Where no node says otherwise. Default: `mask` */
  defaultPrivacyLevel?: PrivacyLevel | undefined;
  /** Levels by CSS selector, for pages whose markup cannot be changed. */
  privacySelectors?: Partial<Record<NodePrivacyLevel, readonly string[]>> | undefined;
}

/** Levels that were found, for as long as the page does not change: one pass over it. */
export type KnownLevels = Map<Node, NodePrivacyLevel>;

/**
 * Finds the level in force at a node: its own, the strictest if it has several, else that of its parent or, if that is
 * stricter, of the slot in which it is shown; across shadow roots and frames of the same origin. What is `hidden` stays
 * hidden, whatever is set within. Throws at once if a selector is none.
 */
export function createPrivacyLevels({
  defaultPrivacyLevel = 'mask',
  privacySelectors = {},
}: PrivacyLevelOptions) {
  const selectors = Object.entries(privacySelectors)
    .filter(([, list]) => list.length)
    .map(([level, list]) => ({ level: asLevel(level), selector: list.join() }));
  for (const { selector } of selectors) document.createDocumentFragment().querySelector(selector);

  const ownLevels = (element: Element, inherited: NodePrivacyLevel) => {
    const attribute = element.getAttribute(PRIVACY_ATTRIBUTE);
    return [
      ...selectors.filter(({ selector }) => element.matches(selector)).map(({ level }) => level),
      ...(attribute === null ? [] : [asLevel(attribute, inherited)]),
    ];
  };

  return function levelOf(node: Node, known: KnownLevels = new Map()): NodePrivacyLevel {
    const found = known.get(node);
    if (found) return found;
    const around = parentsOf(node).map((parent) => levelOf(parent, known));
    const inherited = around.length ? around.reduce(stricter) : asLevel(defaultPrivacyLevel);
    const own = isElement(node) ? ownLevels(node, inherited) : [];
    const level = inherited !== 'hidden' && own.length ? own.reduce(stricter) : inherited;
    known.set(node, level);
    return level;
  };
}

/** How a node of any kind names what is above it. */
interface Upward {
  assignedSlot?: HTMLSlotElement | null;
  host?: Element;
  defaultView?: Window | null;
}

/** In the tree that the page wrote, and in the one that is shown. */
function parentsOf(node: Node): Node[] {
  const { parentNode, assignedSlot, host, defaultView } = node as Node & Upward;
  return [parentNode ?? host ?? defaultView?.frameElement, assignedSlot].filter(
    (parent) => !!parent,
  );
}

function isElement(node: Node): node is Element {
  return node.nodeType === 1;
}
