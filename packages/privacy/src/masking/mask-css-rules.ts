import type { CssToken } from './css-tokens.js';
import { createCssPreludeMask } from './mask-css-prelude.js';
import { createCssSelectorMask, type CssSelectorParts } from './mask-css-selector.js';
import { type CssValueMask, withoutText } from './mask-css-value.js';

/** https://www.w3.org/TR/css/#at-rules, the descriptors of those at-rules that have some. */
const DESCRIPTOR =
  /^(?:src|font-display|unicode-range|(?:ascent|descent|line-gap)-override|syntax|inherits|initial-value|system|symbols|additive-symbols|prefix|suffix|negative|range|pad|fallback|speak-as|base-palette|override-colors|size|navigation|types|result)$/i;
const CLOSING: Record<string, string> = { '(': ')', '[': ']', '{': '}' };

export interface CssRuleParts extends CssSelectorParts {
  maskValue: CssValueMask;
  /** Whether there are declarations alone. */
  isInline: boolean;
}

/**
 * Masks rules and declarations, one after the other, however they are nested: what ends at a `{` is the beginning of a
 * rule, all else is a declaration. https://drafts.csswg.org/css-syntax-3/#consume-block-contents
 */
export function createCssRuleMask(parts: CssRuleParts) {
  const { words, maskValue, isInline } = parts;
  const maskSelector = createCssSelectorMask(parts);
  const maskPrelude = createCssPreludeMask(parts);

  const maskDeclaration = (tokens: CssToken[]) => {
    const colon = colonOf(tokens);
    if (colon < 0) return maskValue(tokens, '');
    const [{ raw, value: name }] = tokens as [CssToken];
    const value = maskValue(tokens.slice(colon + 1), name.toLowerCase());
    const isKept = name.startsWith('--') || words.isProperty(name) || DESCRIPTOR.test(name);
    return (isKept ? raw : words.mask(name.replace(/\s/g, ''))) + inner(tokens, colon) + value;
  };

  return (tokens: readonly CssToken[]): MaskedRules => {
    const masked: string[] = [];
    let isWhole = true;
    let index = 0;
    while (index < tokens.length) {
      const first = tokens[index] as CssToken;
      if (first.kind === 'space' || first.kind === 'comment' || /^[;}]$/.test(first.raw)) {
        masked.push(first.kind === 'comment' ? withoutText(first.raw) : first.raw);
        isWhole = first.kind === 'space' ? isWhole : !isOpenComment(first.raw);
        index += 1;
        continue;
      }
      const isRule = !isInline && !isCustom(tokens, index);
      const end = endOf(tokens, index, isRule);
      const item = tokens.slice(index, end);
      const opens = isRule && tokens[end]?.raw === '{';
      if (isRule && first.kind === 'at') masked.push(maskPrelude(item));
      else masked.push(opens ? maskSelector(item) : maskDeclaration(item));
      if (opens) masked.push('{');
      isWhole = opens;
      index = opens ? end + 1 : end;
    }
    return { text: masked.join(''), isWhole };
  };
}

export interface MaskedRules {
  text: string;
  /** Whether the last one has ended, so that another may follow. */
  isWhole: boolean;
}

function isOpenComment(raw: string): boolean {
  return raw.startsWith('/*') && !(raw.length > 3 && raw.endsWith('*/'));
}

/** Where the first token stands that ends a rule's beginning or a declaration. */
function endOf(tokens: readonly CssToken[], start: number, endsAtBlock: boolean): number {
  const open: string[] = [];
  for (let index = start; index < tokens.length; index += 1) {
    const { kind, raw } = tokens[index] as CssToken;
    if (!open.length && (raw === ';' || raw === '}' || (endsAtBlock && raw === '{'))) return index;
    const closing = kind === 'function' ? ')' : kind === 'other' ? CLOSING[raw] : undefined;
    if (closing) open.push(closing);
    else if (raw === open.at(-1)) open.pop();
  }
  return tokens.length;
}

function isCustom(tokens: readonly CssToken[], start: number): boolean {
  return !!tokens[start]?.value.startsWith('--') && colonOf(tokens, start) > 0;
}

/** -1: it is no declaration. */
function colonOf(tokens: readonly CssToken[], start = 0): number {
  if (tokens[start]?.kind !== 'ident') return -1;
  let index = start + 1;
  while (/^(?:space|comment)$/.test(tokens[index]?.kind ?? '')) index += 1;
  return tokens[index]?.raw === ':' ? index : -1;
}

function inner(tokens: CssToken[], colon: number): string {
  const between = tokens.slice(1, colon + 1);
  return between.map(({ kind, raw }) => (kind === 'comment' ? withoutText(raw) : raw)).join('');
}
