import type { CssToken } from './css-tokens.js';
import { isNoText } from './css-text.js';
import type { CssWords } from './css-words.js';

export interface CssValueParts {
  words: CssWords;
  /** What may be known of an address, quoted; as a part of a style sheet. */
  addressOf: (token: CssToken) => string;
}

export type CssValueMask = (tokens: readonly CssToken[], property: string) => string;

/** Names of areas, fonts and animations. The custom properties of these are known by their names. */
const NAMING =
  /^(?:font(?:-family)?|(?:-webkit-)?animation(?:-name)?|grid.*|--.*(?:font|anim|grid).*)$/is;
const FONT = /^(?:font(?:-family)?|--.*font.*)$/is;
/** Whatever stands in these is only known where it is used. https://drafts.csswg.org/css-values-5/#arbitrary-substitution */
const SUBSTITUTION = /^(?:var|attr|env|if|inherit|--.*)$/is;
const FUNCTION =
  /^(?:-webkit-)?(?:calc(?:-size)?|min|max|clamp|round|mod|rem|abs|sign|a?(?:sin|cos|tan)|atan2|pow|sqrt|hypot|log|exp|progress|var|env|attr|if|inherit|style|media|supports|type|rgba?|hsla?|hwb|(?:ok)?l(?:ab|ch)|color(?:-mix|-contrast)?|light-dark|contrast-color|(?:repeating-)?(?:linear|radial|conic)-gradient|gradient|cross-fade|element|paint|url|src|image(?:-set)?|(?:translate|rotate|scale)(?:x|y|z|3d)?|skew[xy]?|matrix(?:3d)?|perspective|cubic-bezier|steps|linear|blur|brightness|contrast|drop-shadow|grayscale|hue-rotate|invert|opacity|saturate|sepia|minmax|repeat|fit-content|inset|rect|xywh|circle|ellipse|polygon|path|shape|ray|counters?|symbols|anchor(?:-size)?|scroll|view|format|tech|local|layer|selector|scroll-state)$/i;
const UNIT =
  /^(?:%|[cm]m|in|p[xtc]|q|r?(?:em|ex|ch|ic|cap|lh)|[sld]?v(?:[whib]|min|max)|cq(?:[whib]|min|max)|fr|deg|g?rad|turn|m?s|k?hz|dp(?:i|cm|px)|x|x{5,})$/i;
const COLOR = /^(?:[\da-f]{3,4}|[\da-f]{6}|[\da-f]{8})$/i;
/** Of so many digits no size is. */
const TOO_LONG = /^[+-]?\d{11}/;

const MAX_KNOWN = { values: 5_000, characters: 120 };

interface CssValue {
  tokens: readonly CssToken[];
  property: string;
  text: string;
}

/**
 * Masks the value of a declaration, token by token. Numbers, colours, references and the keywords of CSS stay, so that
 * it looks as it did. Where a property takes names of the author's they are renamed; all else is text.
 */
export function createCssValueMask({ words, addressOf }: CssValueParts): CssValueMask {
  const mask = ({ tokens, property, text }: CssValue): string => {
    const isFree = property.startsWith('--') || !words.isProperty(property);
    const isNaming = NAMING.test(property) || (!isFree && words.supports(property, 'x0000'));
    const isVaried = tokens.some(
      ({ kind, value }) => kind === 'function' && SUBSTITUTION.test(value),
    );
    const isValid = (value: string) =>
      !isFree && !isNaming && !isVaried && words.supports(property, value);
    let whole: boolean | undefined;
    const isWholeValid = () => (whole ??= isValid(withoutPriority(text)));
    /** The functions around, the innermost last. */
    const around: string[] = [];

    /** Names of properties, which are code; but for what such a property holds itself. */
    const dashed = ({ raw, value }: CssToken) => {
      const isText =
        property.startsWith('--') && !/^(?:var|inherit|style|anchor.*)$/.test(around.at(-1) ?? '');
      return isText ? `--${inIdent(words.mask(value.slice(2)))}` : raw.replace(/\($/, '');
    };
    const ident = (token: CssToken) => {
      const { raw, value } = token;
      const inside = around.at(-1) ?? '';
      const isFont = FONT.test(property) || inside === 'local';
      if (value.startsWith('--')) return dashed(token);
      if (inside === 'attr' || isValid(raw) || words.isKeyword(value)) return raw;
      if (isNoText(value, inside)) return raw;
      if (isNaming || isFont || /^(?:counters?|layer)$/.test(inside))
        return inIdent(words.rename(value, isFont));
      return isWholeValid() ? raw : inIdent(words.mask(value));
    };
    const called = (token: CssToken) => {
      const { raw, value } = token;
      const name = value.startsWith('--') ? dashed(token) : inIdent(words.mask(value));
      around.push(value.toLowerCase());
      return FUNCTION.test(value) || isWholeValid() ? raw : `${name}(`;
    };
    const string = (token: CssToken) => {
      const { value } = token;
      const inside = around.at(-1) ?? '';
      if (/^(?:url|src|(?:-webkit-)?image-set)$/.test(inside)) return addressOf(token);
      if (isNoText(value, inside || property)) return token.raw;
      // Another would make the whole rule invalid.
      if (property === 'syntax') return '"*"';
      const isFont = FONT.test(property) || inside === 'local';
      const isName = isFont || (isNaming && NAMING.test(property));
      return quoted(token, isName ? words.rename(value, isFont) : words.mask(value));
    };

    return tokens
      .map((token) => {
        const { kind, raw, value } = token;
        switch (kind) {
          case 'function':
            return called(token);
          case 'ident':
            return ident(token);
          case 'string':
            return string(token);
          case 'url':
            return addressOf(token);
          case 'number':
            return number(token, words);
          case 'hash':
            return COLOR.test(value) ? raw : `#${inIdent(words.mask(value))}`;
          case 'at':
            return '@xxxxx';
          case 'comment':
            return withoutText(raw);
          default:
            if (/[([{]/.test(raw)) around.push('');
            else if (/[)\]}]/.test(raw)) around.pop();
            else if (raw === ',' && around.at(-1) === 'attr') around[around.length - 1] = '';
            return raw;
        }
      })
      .join('');
  };

  /** Most declarations of a page stand in it more than once. */
  const known = new Map<string, string>();
  return (tokens, property) => {
    const text = tokens.map(({ raw }) => raw).join('');
    const key = `${property}:${text}`;
    const masked = known.get(key) ?? mask({ tokens, property, text });
    if (known.size >= MAX_KNOWN.values) known.clear();
    if (key.length < MAX_KNOWN.characters) known.set(key, masked);
    return masked;
  };
}

/** One that a line's end breaks off stays broken off. */
export function quoted({ isBroken }: CssToken, text: string): string {
  return `"${text.replace(/[\n\r\f]/g, '\\a ')}${isBroken ? '' : '"'}`;
}

/** An empty one parts what is before and after it; by the recorder's own its player finds the nodes of a text. */
export function withoutText(comment: string): string {
  return comment === '/* rr_split */' ? comment : '/**/';
}

function withoutPriority(value: string): string {
  const [before = '', priority = '', ...more] = value.split('!');
  return !more.length && priority.trim().toLowerCase() === 'important' ? before : value;
}

function inIdent(name: string): string {
  return name.replace(/\s/g, '\\ ');
}

function number({ raw, value }: CssToken, { mask }: CssWords): string {
  const digits = raw.match(/^[+-]?(?:\d+(?:\.\d+)?|\.\d+)(?:e[+-]?\d+)?/i)?.[0] ?? '0';
  if (TOO_LONG.test(digits)) return '0';
  return !value || UNIT.test(value) ? raw : digits + inIdent(mask(value));
}
