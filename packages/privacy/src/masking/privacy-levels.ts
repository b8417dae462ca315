import { attributeOf, getter, inDocument, matches, nodeTypeOf, parentOf } from '@firsthand/core';
import {
  asLevel,
  PRIVACY_ATTRIBUTE,
  stricter,
  type NodePrivacyLevel,
  type PrivacyLevel,
} from './privacy-level.js';

const slotOfElement = /* @__PURE__ */ getter(() => Element.prototype, 'assignedSlot');
const slotOfText = /* @__PURE__ */ getter(() => Text.prototype, 'assignedSlot');

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
  for (const { selector } of selectors)
    inDocument('createDocumentFragment')().querySelector(selector);

  const ownLevels = (element: Element, inherited: NodePrivacyLevel) => {
    const attribute = attributeOf(element, PRIVACY_ATTRIBUTE);
    return [
      ...selectors.filter(({ selector }) => matches(element, selector)).map(({ level }) => level),
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
  host?: Element;
  defaultView?: Window | null;
}

/** In the tree that the page wrote, and in the one that is shown. */
function parentsOf(node: Node): Node[] {
  const parent = parentOf(node);
  const { host, defaultView } = (parent ? {} : node) as Upward;
  const slot = isElement(node) ? slotOfElement(node) : isText(node) && slotOfText(node);
  const above = [parent ?? host ?? defaultView?.frameElement, slot];
  return above.filter((candidate) => !!candidate);
}

function isElement(node: Node): node is Element {
  return nodeTypeOf(node) === 1;
}

function isText(node: Node): node is Text {
  return nodeTypeOf(node) === 3;
}
