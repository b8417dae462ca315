import { getter, nodeTypeOf, read } from '@firsthand/core';

const shadowRootOf = /* @__PURE__ */ getter(() => Element.prototype, 'shadowRoot');

/** What adopts style sheets: a document, or the open shadow tree of an element. */
export function treeAt(node: Node | null): Document | ShadowRoot | null {
  if (!node || !read(node, 'isConnected')) return null;
  const type = nodeTypeOf(node);
  if (type === DOCUMENT_NODE) return node as Document;
  return type === ELEMENT_NODE ? shadowRootOf(node as Element) : null;
}

const ELEMENT_NODE = 1;
const DOCUMENT_NODE = 9;
