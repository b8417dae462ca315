import type { Scrubber } from '../scrub/scrubber.js';
import { cssTokens, type CssToken } from './css-tokens.js';
import { createCssWords } from './css-words.js';
import { createCssRuleMask } from './mask-css-rules.js';
import { createCssValueMask, quoted, withoutText } from './mask-css-value.js';

export interface CssOptions {
  /** Whether the texts in it may be read. */
  shows: boolean;
  /** Whether it belongs to one element, whose pictures are content, and which has declarations alone. */
  isInline?: boolean;
}

/** Of a part of the page. Other parts of it are seen by no one. */
const PART = /^#[\w:.\u0080-\uffff-]+$/;

/** Masks style sheets, declarations and values: addresses are scrubbed; texts are masked if they may not be read. */
export function createCssMask(scrubber: Pick<Scrubber, 'url'>) {
  const words = createCssWords();
  // What is before a fragment may end with a space.
  const scrubbed = (url: string) => scrubber.url(url).trim();
  const addressOf =
    ({ shows, isInline }: CssOptions) =>
    (token: CssToken): string => {
      const { kind, raw, value } = token;
      const isKept = shows || !isInline;
      if (kind === 'string') return quoted(token, isKept ? inString(scrubbed(value)) : '');
      if (value.startsWith('#')) {
        if (shows || (PART.test(value) && !raw.includes('\\'))) return raw;
        return PART.test(value) ? `url("${value}")` : 'url("#")';
      }
      return isKept ? `url("${inString(keptImage(value, shows) ?? scrubbed(value))}")` : 'none';
    };
  const masksOf = (isInline: boolean) => {
    const parts = { words, addressOf: addressOf({ shows: false, isInline }) };
    const value = createCssValueMask(parts);
    return { value, rules: createCssRuleMask({ ...parts, maskValue: value, isInline }) };
  };
  const ofSheets = masksOf(false);
  const ofElements = masksOf(true);

  return {
    /** A style sheet, a part of one, or declarations. */
    sheet(css: string, options: CssOptions): string {
      const tokens = cssTokens(css);
      if (options.shows) return withAddresses(tokens, addressOf(options));
      return (options.isInline ? ofElements : ofSheets).rules(tokens).text;
    },
    /** What stands after the colon of a declaration. */
    value(property: string, value: string, options: CssOptions): string {
      const tokens = cssTokens(value);
      if (options.shows) return withAddresses(tokens, addressOf(options));
      return (options.isInline ? ofElements : ofSheets).value(tokens, property);
    },
    /** Whether a style sheet has ended where this part of it does, so that another may follow. */
    isWhole: (css: string) => ofSheets.rules(cssTokens(css)).isWhole,
    words,
  };
}

export type CssMask = ReturnType<typeof createCssMask>;

/** A picture that is written into the page is content, as a text is. */
export function keptImage(url: string, shows: boolean): string | undefined {
  return shows && /^data:image\//i.test(url) ? url : undefined;
}

function withAddresses(tokens: CssToken[], addressOf: (token: CssToken) => string): string {
  let isAddress = false;
  return tokens
    .map((token) => {
      const { kind, raw, value } = token;
      if (kind === 'url') return addressOf(token);
      if (kind === 'comment') return withoutText(raw);
      if (kind === 'string') return isAddress ? addressOf(token) : raw;
      if (kind === 'at') isAddress = /^import$/i.test(value);
      else if (kind === 'function') isAddress = /^(?:url|src|(?:-webkit-)?image-set)$/i.test(value);
      else if (/[;)]/.test(raw)) isAddress = false;
      return raw;
    })
    .join('');
}

function inString(text: string): string {
  return text.replace(/["\\]/g, '\\$&').replace(/[\n\r\f]/g, '\\a ');
}
