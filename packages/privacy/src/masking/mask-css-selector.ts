import type { CssToken } from './css-tokens.js';
import type { CssWords } from './css-words.js';
import { withoutText } from './mask-css-value.js';
import { KEPT } from './kept-attributes.js';

/** Of no masked text it is a part, so that a rule never comes to match what it did not. */
const NO_VALUE = '"-"';

export interface CssSelectorParts {
  words: CssWords;
  addressOf: (token: CssToken) => string;
}

/**
 * Masks a selector or a query of media. Names of elements, classes and ids stay, as they do in the page. The value of an
 * attribute stays where the attribute's own does; else it would say what the mask of the page hides, and would match
 * nothing in the replay either way.
 */
export function createCssSelectorMask({ words, addressOf }: CssSelectorParts) {
  return (tokens: readonly CssToken[]): string => {
    let attribute: string | undefined;
    let isValue = false;
    let inside = '';
    return tokens
      .map(({ kind, raw, value }, index) => {
        if (kind === 'comment') return withoutText(raw);
        if (kind === 'url') return addressOf(tokens[index] as CssToken);
        if (kind === 'at') return '@xxxxx';
        if (raw === '[') attribute = '';
        else if (raw === ']') attribute = undefined;
        if (kind === 'other') {
          isValue = attribute !== undefined && (raw === '=' || (isValue && raw !== ']'));
          if (raw === ')') inside = '';
          return raw;
        }
        if (kind === 'space') return raw;
        if (kind === 'function') inside = value;
        if (isValue) {
          // After it a flag may stand.
          isValue = false;
          return raw.length < 3 || KEPT.test(attribute ?? '') ? raw : NO_VALUE;
        }
        if (kind === 'string') return value ? NO_VALUE : raw;
        if (kind === 'ident' && attribute !== undefined) attribute = value.toLowerCase();
        const isName = kind === 'ident' && /^(?:view-transition.*|layer)$/i.test(inside);
        return isName ? words.rename(value) : raw;
      })
      .join('');
  };
}
