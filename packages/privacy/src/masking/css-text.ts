/** What only looks like a text: it is needed to look right, and says nothing. */
const SIGNS = /^(?:[\s\p{P}\p{Sm}\p{Co}]{0,8}|\s?[^\p{L}\p{N}]\s?)$/u;
/** https://www.iana.org/assignments/media-types, https://drafts.csswg.org/css-fonts-4/#font-format-definitions */
const FORMAT =
  /^(?:image\/(?:png|jpeg|gif|webp|avif|svg\+xml)|(?:woff2?|truetype|opentype|embedded-opentype|svg|collection)(?:-variations)?|variations|palettes|incremental|features-(?:opentype|aat|graphite)|color-(?:colrv[01]|svg|sbix|cbdt)|utf-8)$/i;
/** https://learn.microsoft.com/en-us/typography/opentype/spec/featurelist */
const FEATURE =
  /^(?:wght|wdth|slnt|ital|opsz|GRAD|FILL|SOFT|WONK|ROND|CASL|MONO|CRSV|liga|clig|[dh]lig|calt|kern|[tlop]num|smcp|c2s?c|pcap|zero|[af]frc|frac|ordn|s[ui][np][sf]|subs|case|cpsp|salt|c?swsh|titl|(?:ss|cv)\d\d|locl|rlig|[pvh]alt|vert|ruby|ccmp|mark|mkmk)$/;
/** https://drafts.css-houdini.org/css-properties-values-api/#syntax-strings */
const SYNTAX =
  /^[\s|+#*]*(?:<(?:length|number|percentage|length-percentage|string|color|image|url|integer|angle|time|resolution|transform-function|transform-list|custom-ident)>[\s|+#]*)*$/;
const NUMBER = /[+-]?(?:\d+\.?\d*|\.\d+)(?:e[+-]?\d+)?/gi;

/** Whether a string in a function or a property may be kept, as no one has written it to be read. */
export function isNoText(text: string, context: string): boolean {
  if (SIGNS.test(text)) return true;
  if (/^(?:format|tech|type|charset)$/.test(context)) return FORMAT.test(text);
  if (/^font-(?:feature|variation)-settings$/.test(context)) return FEATURE.test(text);
  if (context === 'syntax') return SYNTAX.test(text);
  return context === 'path' && isPath(text);
}

/** The data of a path, points or other numbers. No two letters stand together in it, but after what closes one. */
export function isPath(text: string): boolean {
  const shape = text.replace(NUMBER, '0');
  return (
    /^\s*[m\d]/i.test(shape) && /^[\s\d,mzlhvcsqta]*$/i.test(shape) && !/[a-y][a-y]/i.test(shape)
  );
}
