import { maskCharacters } from './mask-characters.js';

export type CssWords = ReturnType<typeof createCssWords>;

/**
 * Properties whose keywords are, taken together, nearly all that there are. None takes a name of the author's.
 * The browser is asked, as a list of keywords would weigh more and grow old.
 */
const ASKED = (
  'text-decoration,cursor,display,font-variant,mix-blend-mode,appearance,font-size,font-weight,font-style,font-stretch,' +
  'block-size,white-space,position,border-style,border-width,background-repeat,background-position,background-size,' +
  'background-attachment,background-clip,text-align,text-transform,vertical-align,overflow-x,visibility,float,clear,' +
  'align-content,align-self,justify-items,flex-direction,flex-wrap,flex-basis,grid-auto-flow,object-fit,pointer-events,' +
  'touch-action,user-select,box-sizing,writing-mode,direction,unicode-bidi,word-break,overflow-wrap,line-break,hyphens,' +
  'animation-timing-function,animation-direction,animation-fill-mode,animation-play-state,animation-iteration-count,' +
  'break-after,contain,container-type,content,clip-path,clip-rule,fill,stroke-linecap,stroke-linejoin,paint-order,' +
  'alignment-baseline,shape-rendering,vector-effect,image-rendering,text-overflow,text-rendering,text-emphasis-style,' +
  'text-orientation,transform-style,transform-box,mask-composite,mask-mode,list-style-position,border-collapse,' +
  'table-layout,caption-side,empty-cells,resize,isolation,backface-visibility,scroll-behavior,scroll-snap-align,' +
  'scroll-snap-type,overscroll-behavior,-webkit-font-smoothing,-webkit-box-orient'
).split(',');
/** Words that are keywords only beside others, or in functions, at-rules and descriptors. */
const GRAMMAR =
  /^(?:to|from|at|in|of|and|or|not|only|by|span|important|true|false|infinity|pi|e|[rgbhslcawxyz]|alpha|hue|longer|shorter|increasing|decreasing|srgb(?:-linear)?|display-p3|a98-rgb|prophoto-rgb|rec2020|xyz(?:-d[56][05])?|(?:ok)?l(?:ab|ch)|hsl|hwb|rgb|(?:closest|farthest)-(?:side|corner)|circle|ellipse|square|disc|evenodd|nonzero|jump-(?:start|end|both|none)|auto-fi(?:ll|t)|decimal(?:-leading-zero)?|(?:lower|upper)-(?:roman|alpha|latin|greek)|disclosure-(?:open|closed)|light|dark|safe|unsafe|first|last|legacy|mandatory|proximity|(?:ui-)?(?:(?:sans-)?serif|monospace|rounded)|cursive|fantasy|system-ui|math|emoji|-apple-system|blinkmacsystemfont|swap|optional|fallback|cyclic|numeric|alphabetic|symbolic|additive|fixed|extends|infinite|portrait|landscape|orientation|a[345]|letter|legal|safe-area-inset-(?:top|right|bottom|left)|screen|print|none|type|currentcolor|scrollable|stuck|snapped|all)$/i;
const FONTS =
  /^(?:arial|helvetica|neue|times|new|roman|courier|georgia|verdana|tahoma|trebuchet|ms|segoe|ui|symbol|color|emoji|apple|noto|sans|serif|mono|roboto|ubuntu|cantarell|oxygen|liberation|dejavu|menlo|monaco|consolas|sfmono-regular|sf|pro|text|display|impact|\d)$/i;
/** What `rename` and `maskCharacters` make of names. */
const RENAMED = /^(?:x(?:x*|[\da-f]{4})(?:-start|-end)?|\.+)$/;
/** One that is not known costs as much as a style rule does. */
const MAX_ASKED = 1_000;

/** Tells keywords of CSS from the words of an author. */
export function createCssWords() {
  const answers = new Map<string, boolean>();
  const supports = (property: string, value: string): boolean =>
    !!globalThis.CSS?.supports?.(property, value);
  const remembered = (key: string, answer: () => boolean) => {
    const known = answers.get(key);
    if (known !== undefined) return known;
    if (answers.size >= 20 * MAX_ASKED) answers.clear();
    const given = answer();
    answers.set(key, given);
    return given;
  };
  let asked = 0;
  const isProperty = (name: string) =>
    /^-?[a-z][a-z-]*$/i.test(name) && remembered(name, () => supports(name, 'inherit'));
  /** Whether CSS itself has this word, wherever. */
  const isKeyword = (word: string): boolean =>
    GRAMMAR.test(word) ||
    (/^-?[a-z][a-z-]{2,39}$/i.test(word) &&
      remembered(`:${word}`, () => {
        if (isProperty(word)) return true;
        asked += 1;
        return asked < MAX_ASKED && ASKED.some((property) => supports(property, word));
      }));
  const renamed = (word: string, isFont: boolean) => {
    if (RENAMED.test(word) || isKeyword(word) || (isFont && FONTS.test(word))) return word;
    // An area of a grid makes lines of these names. https://drafts.csswg.org/css-grid-2/#implicitly-assigned-lines
    const [, name = word, side = ''] = /^(.+)(-start|-end)$/s.exec(word) ?? [];
    return `x${hash(name).toString(16).padStart(4, '0')}${side}`;
  };
  return {
    isProperty,
    isKeyword,
    supports: (property: string, value: string) =>
      value.length > 40
        ? supports(property, value)
        : remembered(`${property}:${value}`, () => supports(property, value)),
    isTrue: (condition: string) => !!globalThis.CSS?.supports?.(condition),
    /**
     * The name of a font, an area or an animation: the same for the same word wherever it stands, so that what belongs
     * together stays together. That these are never shown, nor of any person, is why a little of them may be known.
     */
    rename: (text: string, isFont = false): string =>
      text.replace(/\S+/g, (word) => renamed(word, isFont)),
    /** A text. */
    mask: maskCharacters,
  };
}

/** 16 bits. */
function hash(text: string): number {
  let sum = 7;
  for (let index = 0; index < text.length; index += 1) {
    sum = (sum * 31 + text.charCodeAt(index)) & 0xffff;
  }
  return sum;
}
