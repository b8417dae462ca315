/** Longest path of ancestors in a selector. */
const MAX_DEPTH = 5;

/**
 * A short CSS path that tells a person which element it was. Only what rarely carries data is used: tag,
 * stable id, test attributes, position.
 */
export function selectorOf(node: Node | null | undefined): string | undefined {
  let element = node instanceof Element ? node : node?.parentElement;
  if (!element) return undefined;
  const parts: string[] = [];
  while (element && parts.length < MAX_DEPTH) {
    const unique = anchor(element);
    parts.unshift(unique ?? element.localName + position(element));
    if (unique) break;
    element = element.parentElement;
  }
  return parts.join('>');
}

/** A name that the page's authors gave; ids with digits are mostly generated, those of many signs carry data. */
function anchor(element: Element): string | undefined {
  const { id } = element;
  if (/^[a-z_-]+$/i.test(id)) return `#${CSS.escape(id)}`;
  for (const attribute of ['data-testid', 'data-test', 'data-cy', 'data-rum-action-name']) {
    const value = element.getAttribute(attribute);
    // As it is, but for what would end it: what looks like a secret is to be seen when the event leaves.
    if (value) return `${element.localName}[${attribute}=${JSON.stringify(value)}]`;
  }
  return undefined;
}

function position(element: Element): string {
  const siblings = Array.from(element.parentElement?.children ?? []).filter(
    ({ localName }) => localName === element.localName,
  );
  return siblings.length > 1 ? `:nth-of-type(${siblings.indexOf(element) + 1})` : '';
}
