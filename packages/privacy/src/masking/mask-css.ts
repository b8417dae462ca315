import type { Scrubber } from '../scrub/scrubber.js';
import { maskCharacters } from './mask-characters.js';

const URL_FUNCTION = /url\(\s*("[^"]*"?|'[^']*'?|[^)]*)\)?/gi;
/** What a style sheet may write onto the page, itself or by a custom property. */
const WRITTEN = /((?:content|quotes|--[\w-]{1,64})\s{0,9}:)([^;}]*)/gi;
const STRING = /"(?:\\.|[^"\\])*"?|'(?:\\.|[^'\\])*'?/g;
/** Escapes and symbols of icon fonts. */
const ICON = /^.(?:\\[\da-f]{1,6}\s?|[^\w\s])?.$/iu;

export interface CssOptions {
  scrubber: Pick<Scrubber, 'url'>;
  /** Whether the texts in it may be read. */
  shows: boolean;
  /** Whether it belongs to one element, whose pictures are content. */
  isInline?: boolean;
}

/** A style sheet or declarations with their addresses scrubbed and, if they may not be read, their texts masked. */
export function maskCss(css: string, { scrubber, shows, isInline }: CssOptions): string {
  const scrubbed = css.replace(URL_FUNCTION, (_, quoted: string) => {
    const url = quoted.replace(/^["']|["']$/g, '').trim();
    if (url.startsWith('#')) return `url(${url})`;
    return shows || !isInline ? `url("${keptImage(url, shows) ?? scrubber.url(url)}")` : 'none';
  });
  if (shows) return scrubbed;
  return scrubbed.replace(
    WRITTEN,
    (_, property: string, value: string) =>
      property +
      value.replace(STRING, (text) =>
        ICON.test(text) ? text : `"${maskCharacters(text.slice(1, -1))}"`,
      ),
  );
}

/** A picture that is written into the page is content, as a text is. */
export function keptImage(url: string, shows: boolean): string | undefined {
  return shows && /^data:image\//i.test(url) ? url : undefined;
}
