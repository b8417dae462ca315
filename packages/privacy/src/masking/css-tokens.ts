/** https://drafts.csswg.org/css-syntax-3/#tokenization, as far as masking needs it. */
export interface CssToken {
  kind:
    | 'comment'
    | 'space'
    | 'string'
    | 'url'
    | 'number'
    | 'at'
    | 'hash'
    | 'function'
    | 'ident'
    | 'other';
  /** As it was written. All of them together are the text. */
  raw: string;
  /** What it says, without escapes: the text, the address, the name, the unit of a number. */
  value: string;
  /** Whether a line's end breaks off a string. */
  isBroken?: boolean;
}

const HEX = String.raw`\\[\da-fA-F]{1,6}(?:\r\n|[ \t\n\r\f])?`;
const ESCAPE = String.raw`(?:${HEX}|\\[^\n\r\f\da-fA-F])`;
const NAME_PART = String.raw`(?:[-\w\0\x80-\uffff]|${ESCAPE})`;
const NAME = String.raw`(?:--|-?(?:[a-zA-Z_\0\x80-\uffff]|${ESCAPE}))${NAME_PART}*`;
const NUMBER = /^[+-]?(?:\d+(?:\.\d+)?|\.\d+)(?:[eE][+-]?\d+)?/;
const STRING = String.raw`(["'])(?:(?!\1)[^\\\n\r\f]|${HEX}|\\(?:\r\n|[^]|$))*\1?`;
const RANGE = String.raw`[uU]\+[\da-fA-F?]{1,6}(?:-[\da-fA-F]{1,6})?`;
/** Each begins otherwise than those after it, or is tried before them; so the time is linear. */
const TOKEN = String.raw`\/\*[^]*?(?:\*\/|$)|[ \t\n\r\f]+|${STRING}|${RANGE}|${NUMBER.source.slice(1)}(?:%|${NAME})?|@${NAME}|#${NAME_PART}+|${NAME}|[^]`;
/** A string that ends with what it began with, not escaped. */
const CLOSED = /^(["'])(?:[^\\]|\\[^])*?\1$/;
const NAMED = /[-\w\0\x80-\uffff\\]/;
const ADDRESS = /[ \t\n\r\f]*(?!["' \t\n\r\f])((?:\\[^]|[^)\\])*)(\)|\\?$)/y;
const QUOTED_ADDRESS = new RegExp(String.raw`[ \t\n\r\f]*(?:${STRING})`, 'y');
const ADDRESS_END = /[ \t\n\r\f]*(?:\)|$)/y;

/** Signs that begin no other token; most tokens of a style sheet are one. */
const SIGNS: Readonly<Record<string, CssToken>> = Object.fromEntries(
  [...'{}()[]:;,=>*~|!&'].map((raw) => [raw, { kind: 'other', raw, value: raw }]),
);

/** The tokens of a style sheet or a part of one. */
export function cssTokens(css: string): CssToken[] {
  const pattern = new RegExp(TOKEN, 'gy');
  const tokens: CssToken[] = [];
  let index = 0;
  while (index < css.length) {
    const sign = SIGNS[css.charAt(index)];
    pattern.lastIndex = index;
    if (!sign) pattern.test(css);
    const token = sign ?? asToken(css, index, pattern.lastIndex);
    index += token.raw.length;
    const isAddress = token.kind === 'function' && token.value.toLowerCase() === 'url';
    const address = isAddress && addressAt(css, index);
    if (address) index += address.raw.length;
    tokens.push(address ? { ...address, raw: token.raw + address.raw } : token);
  }
  return tokens;
}

function asToken(css: string, start: number, end: number): CssToken {
  const raw = css.slice(start, end);
  const first = raw.charAt(0);
  if (/[ \t\n\r\f]/.test(first)) return { kind: 'space', raw, value: raw };
  if (first === '"' || first === "'") {
    const isClosed = CLOSED.test(raw);
    const value = unescape(raw.slice(1, isClosed ? -1 : undefined));
    return { kind: 'string', raw, value, isBroken: !isClosed && end < css.length };
  }
  if (raw.length > 1) {
    if (first === '/') return { kind: 'comment', raw, value: '' };
    if (first === '@') return { kind: 'at', raw, value: unescape(raw.slice(1)) };
    if (first === '#') return { kind: 'hash', raw, value: unescape(raw.slice(1)) };
    if (/[uU]/.test(first) && raw.charAt(1) === '+') return { kind: 'other', raw, value: raw };
  }
  const digits = NUMBER.exec(raw)?.[0];
  if (digits) return { kind: 'number', raw, value: unescape(raw.slice(digits.length)) };
  if (!NAMED.test(first) || raw === '-' || raw === '\\') return { kind: 'other', raw, value: raw };
  const value = unescape(raw);
  return css.charAt(end) === '('
    ? { kind: 'function', raw: `${raw}(`, value }
    : { kind: 'ident', raw, value };
}

/** What stands in `url(…)`; nothing where it is a function with further arguments. */
function addressAt(css: string, index: number): CssToken | undefined {
  const quoted = quotedAt(css, index);
  ADDRESS.lastIndex = index;
  const [raw = quoted?.raw, written = ''] = ADDRESS.exec(css) ?? [];
  if (raw === undefined) return undefined;
  const isBad = !quoted && /(?<!\\)[\s"'(]/.test(written.trim());
  const value = quoted?.value ?? (isBad ? '' : unescape(written));
  // Line ends are no part of an address. https://url.spec.whatwg.org/#concept-basic-url-parser
  return { kind: 'url', raw, value: value.replace(/[\t\n\r\f]/g, '').trim() };
}

function quotedAt(css: string, index: number): CssToken | undefined {
  QUOTED_ADDRESS.lastIndex = index;
  const [before] = QUOTED_ADDRESS.exec(css) ?? [];
  if (before === undefined) return undefined;
  const start = index + before.search(/["']/);
  const { isBroken, value } = asToken(css, start, index + before.length);
  ADDRESS_END.lastIndex = index + before.length;
  const [after] = (!isBroken && ADDRESS_END.exec(css)) || [];
  return after === undefined ? undefined : { kind: 'url', raw: before + after, value };
}

function unescape(text: string): string {
  if (!text.includes('\\')) return text;
  return text.replace(
    /\\(?:([\da-f]{1,6})(?:\r\n|[ \t\n\r\f])?|\r\n|[\n\r\f]|([^]))?/gi,
    (_, code?: string, sign = '') => {
      const point = code && parseInt(code, 16);
      return point ? String.fromCodePoint(point > 0x10ffff ? 0xfffd : point) : sign;
    },
  );
}
