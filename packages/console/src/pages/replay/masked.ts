import type { Screen } from '../../replay/screen.js';

export interface MaskedArea {
  kind: 'text' | 'value' | 'picture' | 'hidden';
  left: number;
  top: number;
  width: number;
  height: number;
}

/** Words of a masked text are `x`, and of these lengths only: docs/masking.md. */
const MASKED_WORD = /^(?:x{5}|x{12}|x{24}|x{48}|x{96}|x{192}|x{384,})$/;
const MASKED_VALUE = /^\*{3}$/;
/** The picture of one transparent point that stands in for any other. */
const NO_PICTURE = 'data:image/gif;base64,R0lGODlhAQABAIAAAAAAAP///yH5BAEAAAAALAAAAAABAAEAAAIBRAA7';
const MAX_AREAS = 2_000;

export function isMaskedText(text: string): boolean {
  const words = text.split(/\s+/).filter(Boolean);
  return words.length > 0 && words.every((word) => MASKED_WORD.test(word));
}

/** What in the replayed page stands in for something that was not recorded, in its own pixels. */
export function maskedAreas({ frame, isHidden }: Pick<Screen, 'frame' | 'isHidden'>): MaskedArea[] {
  const page = frame.contentDocument;
  if (!page?.body) return [];
  const areas: MaskedArea[] = [];
  const add = (kind: MaskedArea['kind'], rects: Iterable<DOMRect>) => {
    for (const { left, top, width, height } of rects) {
      const isSeen = width > 0 && height > 0 && top < frame.clientHeight && top + height > 0;
      if (isSeen && areas.length < MAX_AREAS) areas.push({ kind, left, top, width, height });
    }
  };
  for (const node of nodesOf(page.body)) {
    if (isText(node)) {
      if (isMaskedText(node.data)) add('text', rectsOf(node));
    } else if (isHidden(node)) {
      add('hidden', node.getClientRects());
    } else if (node.localName === 'img' && node.getAttribute('src') === NO_PICTURE) {
      add('picture', node.getClientRects());
    } else if ('value' in node && MASKED_VALUE.test(String(node.value))) {
      add('value', node.getClientRects());
    }
  }
  return areas;
}

/** Texts and elements, also those in shadow roots. */
function* nodesOf(root: Node): Generator<Text | Element> {
  for (const child of root.childNodes) {
    if (isText(child)) yield child;
    else if (child.nodeType === Node.ELEMENT_NODE) {
      const element = child as Element;
      yield element;
      if (element.shadowRoot) yield* nodesOf(element.shadowRoot);
      yield* nodesOf(element);
    }
  }
}

function rectsOf(text: Text): Iterable<DOMRect> {
  const range = text.ownerDocument.createRange();
  range.selectNodeContents(text);
  return range.getClientRects();
}

/** By number: nodes of a frame are of that frame's own classes. */
function isText(node: Node): node is Text {
  return node.nodeType === Node.TEXT_NODE;
}
