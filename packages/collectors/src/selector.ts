import {
  attributeOf,
  childrenOf,
  idOf,
  isElement,
  localNameOf,
  parentElementOf,
  toJson,
} from '@firsthand/core';
import { hostOf } from './shadow-trees.js';

/** Longest path of ancestors in a selector. */
const MAX_DEPTH = 5;

/**
 * A short CSS path that tells a person which element it was. Only what rarely carries data is used: tag,
 * stable id, test attributes, position. What is in a shadow tree follows its host after `>>>`.
 */
export function selectorOf(node: Node | null | undefined): string | undefined {
  let element = isElement(node) ? node : node && parentElementOf(node);
  let path = '';
  for (let depth = 0; element && depth < MAX_DEPTH; depth += 1) {
    const unique = anchor(element);
    const part = unique ?? localNameOf(element) + position(element);
    const parent: Element | null = unique ? null : parentElementOf(element);
    const host: Element | undefined = parent ? undefined : hostOf(element);
    path = part + path;
    if (depth < MAX_DEPTH - 1 && (parent ?? host)) path = (parent ? '>' : '>>>') + path;
    element = parent ?? host;
  }
  return path || undefined;
}

/** A name that the page's authors gave; ids with digits are mostly generated, those of many signs carry data. */
function anchor(element: Element): string | undefined {
  const id = idOf(element);
  if (/^[a-z_-]+$/i.test(id)) return `#${CSS.escape(id)}`;
  for (const attribute of ['data-testid', 'data-test', 'data-cy', 'data-rum-action-name']) {
    const value = attributeOf(element, attribute);
    // As it is, but for what would end it: what looks like a secret is to be seen when the event leaves.
    if (value) return `${localNameOf(element)}[${attribute}=${toJson(value)}]`;
  }
  return undefined;
}

function position(element: Element): string {
  const parent = parentElementOf(element);
  const name = localNameOf(element);
  const siblings = [...((parent && childrenOf(parent)) ?? [])].filter(
    (sibling) => localNameOf(sibling) === name,
  );
  return siblings.length > 1 ? `:nth-of-type(${siblings.indexOf(element) + 1})` : '';
}
