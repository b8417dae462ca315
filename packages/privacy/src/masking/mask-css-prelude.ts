import type { CssToken } from './css-tokens.js';
import { createCssSelectorMask, type CssSelectorParts } from './mask-css-selector.js';
import { quoted, type CssValueMask, withoutText } from './mask-css-value.js';

const SELECTING = /^(?:media|custom-media|scope|nest)$/i;
const NAMING = /^(?:(?:-\w+-)?keyframes|counter-style|layer|container|page)$/i;
const BARE =
  /^(?:font-face|property|font-palette-values|position-try|starting-style|view-transition|top-\w+(?:-\w+)?|(?:bottom|left|right)-\w+(?:-\w+)?|stylistic|styleset|character-variant|swash|ornaments|annotation|function|apply)$/i;
const STANDARD = 'http://www.w3.org/';

interface CssPreludeParts extends CssSelectorParts {
  maskValue: CssValueMask;
}

/** Masks the beginning of an at-rule. */
export function createCssPreludeMask(parts: CssPreludeParts) {
  const { words, addressOf, maskValue } = parts;
  const maskSelector = createCssSelectorMask(parts);

  /** It begins with its address. */
  const maskImport = (tokens: CssToken[]) => {
    const start = tokens.findIndex(({ kind }) => kind !== 'space' && kind !== 'comment');
    const first = tokens[start];
    if (first?.kind !== 'string' && first?.kind !== 'url') return maskSelector(tokens);
    const before = maskSelector(tokens.slice(0, start));
    return before + addressOf(first) + maskSelector(tokens.slice(start + 1));
  };
  const maskNamespace = (tokens: CssToken[]) =>
    tokens
      .map((token) => {
        const { kind, raw, value } = token;
        if (kind === 'comment') return withoutText(raw);
        if (kind !== 'string' && kind !== 'url') return raw;
        const masked = value.startsWith(STANDARD) ? raw : quoted(token, words.mask(value));
        return kind === 'url' && masked !== raw ? `url(${masked})` : masked;
      })
      .join('');
  const maskRest = (name: string, tokens: CssToken[]) => {
    if (/^import$/i.test(name)) return maskImport(tokens);
    if (/^namespace$/i.test(name)) return maskNamespace(tokens);
    if (/^font-feature-values$/i.test(name)) return maskValue(tokens, 'font-family');
    if (/^charset$/i.test(name)) return maskValue(tokens, 'charset');
    if (NAMING.test(name)) return maskValue(tokens, 'animation');
    return SELECTING.test(name) ? maskSelector(tokens) : maskValue(tokens, '');
  };

  return ([at, ...tokens]: CssToken[]): string => {
    const { raw, value: name } = at as CssToken;
    if (/^supports$/i.test(name)) {
      // What this browser answers, so that the replay looks as the page did in whatever browser it is shown.
      const isTrue = words.isTrue(tokens.map((token) => token.raw).join(''));
      return `@supports ${isTrue ? '' : 'not '}(color:red) `;
    }
    const isKnown = /^(?:import|namespace|font-feature-values|charset)$/i.test(name);
    const isKept = isKnown || NAMING.test(name) || SELECTING.test(name) || BARE.test(name);
    return (isKept ? raw : '@xxxxx') + maskRest(name, tokens);
  };
}
