/** Those that may be set on a node, from the most open on. */
export const LEVELS = [
  'allow',
  'mask-user-input',
  'mask-unless-allowlisted',
  'mask',
  'ignore',
  'hidden',
] as const;

/** Writes a page and finds the element marked `id="t"`, also in declarative shadow roots. */
export function target(html: string): Element {
  document.body.innerHTML = '';
  document.body.setHTMLUnsafe(html);
  const found = find(document.body);
  if (!found) throw new Error('The page has no target.');
  return found;
}

function find(root: ParentNode): Element | undefined {
  for (const element of root.querySelectorAll('*')) {
    if (element.id === 't') return element;
    const inner = element.shadowRoot && find(element.shadowRoot);
    if (inner) return inner;
  }
  return undefined;
}
