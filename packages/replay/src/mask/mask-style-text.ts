import type { Masking, NodePrivacyLevel } from '@firsthand/privacy';

export interface StyleText {
  node: Node;
  text: string;
  level: NodePrivacyLevel;
}

/** Up to so many characters are read again for a text that continues them. */
const MAX_BEFORE = 20_000;

/**
 * Masks one of several texts of a style element: what it means may depend on those before, such as
 * `a::after{content:"`. `undefined`: it means what it would alone.
 */
export function createStyleTextMask(masking: Masking) {
  /** Of texts that were read, whether another may follow as if it stood alone. */
  const known = new WeakMap<Node, { data: string; isWhole: boolean }>();
  const isWhole = (node: Node): boolean => {
    const data = node.nodeValue ?? '';
    const found = known.get(node);
    if (found?.data === data) return found.isWhole;
    const read = masking.isWholeCss(data);
    known.set(node, { data, isWhole: read });
    return read;
  };

  return ({ node, text, level }: StyleText): string | undefined => {
    if (node.parentElement?.localName !== 'style') return undefined;
    const before = textsBefore(node);
    if (before.every(isWhole)) return undefined;
    const start = before.map(({ nodeValue }) => nodeValue).join('');
    if (start.length > MAX_BEFORE) return '';
    // Any part of what is masked may leave, also where the texts are parted within a word.
    return masking.maskCss(start + text, level).slice(masking.maskCss(start, level).length);
  };
}

const TEXT_NODE = 3;

function textsBefore({ previousSibling }: Node): Node[] {
  const texts: Node[] = [];
  for (let node = previousSibling; node; node = node.previousSibling) {
    if (node.nodeType === TEXT_NODE) texts.unshift(node);
  }
  return texts;
}
