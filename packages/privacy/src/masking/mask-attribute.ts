import type { Scrubber } from '../scrub/scrubber.js';
import { isPath } from './css-text.js';
import { KEPT, isShaped } from './kept-attributes.js';
import { maskCharacters } from './mask-characters.js';
import { keptImage, type CssMask } from './mask-css.js';
import { createDrawingMask, KEPT_OF_DRAWINGS, PLAIN_ANCHOR } from './mask-drawing.js';
import { PRIVACY_ATTRIBUTE, type NodePrivacyLevel } from './privacy-level.js';
import { isUserInput, type PrivacyRules } from './privacy-rules.js';

export interface Attribute {
  name: string;
  value: string;
}

/** Code, and what stands for the content of another document. */
const DROPPED = /^(?:on\w+|nonce|integrity|srcdoc)$/;
const ADDRESS =
  /^(?:href|src|poster|action|formaction|cite|background|data|longdesc|manifest|ping|codebase)$/;
const ADDRESSES = /^(?:srcset|imagesrcset)$/;
/** What a person chose, whatever the element. */
const STATE = /^(?:checked|selected|aria-checked|aria-valuenow)$/;
const DRAWING = /^http:\/\/www\.w3\.org\/(?:2000\/svg|1998\/Math\/MathML)$/;
/** Of old: what is now a property. */
const AS_PROPERTY: Record<string, string> = {
  bgcolor: 'background-color',
  color: 'color',
  face: 'font-family',
};
const NO_PICTURE = 'data:image/gif;base64,R0lGODlhAQABAIAAAAAAAP///yH5BAEAAAAALAAAAAABAAEAAAIBRAA7';

/** Makes a function that masks or scrubs an attribute; `null`: it must not leave at all. */
export function createAttributeMask({
  rules,
  scrubber,
  css,
}: {
  rules: PrivacyRules;
  scrubber: Scrubber;
  css: CssMask;
}) {
  const maskDrawing = createDrawingMask(css);
  const address = (element: Element, url: string, shows: boolean) => {
    const { localName, namespaceURI } = element;
    const isLink = /^(?:a|area)$/.test(localName);
    if (PLAIN_ANCHOR.test(url) && DRAWING.test(namespaceURI ?? '') && !isLink) return url;
    if (shows && PLAIN_ANCHOR.test(url)) return url;
    if (shows || /^(?:link|base|script)$/.test(localName)) {
      return keptImage(url, shows) ?? scrubber.url(url);
    }
    if (isLink) return '#';
    return /^(?:img|input|image)$/.test(localName) ? NO_PICTURE : null;
  };

  /** At a level that hides texts. */
  const masked = (element: Element, key: string, value: string) => {
    const property = AS_PROPERTY[key];
    if (property) return css.value(property, value, { shows: false, isInline: true });
    const isDrawing = DRAWING.test(element.namespaceURI ?? '');
    const drawn = isDrawing ? maskDrawing({ element, name: key, value }) : undefined;
    if (drawn !== undefined) return drawn;
    const isKept =
      KEPT.test(key) && isShaped(key, value) && (!isDrawing || KEPT_OF_DRAWINGS.test(key));
    return isKept ? scrubber.text(value) : maskCharacters(value);
  };

  return (element: Element, { name, value }: Attribute, given: NodePrivacyLevel): string | null => {
    const key = name.toLowerCase().replace(/^xlink:href$/, 'href');
    if (key === PRIVACY_ATTRIBUTE) return value;
    if (given === 'hidden' || DROPPED.test(key)) return null;
    const isMasked = given === 'mask' || given === 'ignore' || rules.isSecret(element);
    const level = isMasked ? 'mask' : given;
    if (STATE.test(key)) return rules.showsInput(element, level) ? value : null;
    if (key === 'value' && isUserInput(element))
      return maskValue(value, rules.showsInput(element, level));
    const shows = rules.showsContent(value, level);
    if (ADDRESS.test(key)) return address(element, value, rules.showsContent('', level));
    if (ADDRESSES.test(key)) return shows ? scrubSet(value, scrubber) : null;
    if (key === 'style') return css.sheet(value, { shows, isInline: true });
    if (!shows) return masked(element, key, value);
    const isDrawing = DRAWING.test(element.namespaceURI ?? '');
    // Its numbers may look like those of a telephone.
    if (/^(?:d|points|path)$/.test(key) && isPath(value)) return value;
    return isDrawing || KEPT.test(key) || key.startsWith('data-') ? scrubber.text(value) : value;
  };
}

/** An empty field looks empty; any other looks like any other. */
export function maskValue(value: string, shows: boolean): string {
  return shows || !value ? value : '***';
}

function scrubSet(value: string, { url }: Scrubber): string {
  return value
    .split(/,\s+/)
    .map((candidate) => {
      const [address = '', ...density] = candidate.trim().split(/\s+/);
      return [url(address), ...density].join(' ');
    })
    .join(', ');
}
