import type { Scrubber } from '../scrub/scrubber.js';
import { maskCharacters } from './mask-characters.js';
import { keptImage, maskCss } from './mask-css.js';
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
/** Needed for layout and style; written by the author, seldom of anyone. */
const LAYOUT = new RegExp(
  '^(?:class|id|name|for|form|list|type|role|rel|media|sizes|dir|lang|hidden|inert|open|slot|part|exportparts|is|' +
    'width|height|size|rows|cols|wrap|colspan|rowspan|span|scope|headers|start|reversed|align|valign|bgcolor|border|' +
    'cellpadding|cellspacing|color|face|shape|coords|usemap|charset|http-equiv|xmlns(?::\\w+)?|as|crossorigin|loading|' +
    'decoding|autoplay|controls|loop|muted|playsinline|preload|disabled|readonly|required|multiple|min|max|step|' +
    'minlength|maxlength|tabindex|draggable|spellcheck|contenteditable|inputmode|autocomplete|autofocus|method|' +
    'enctype|target|popover|popovertarget|shadowrootmode|' +
    'aria-(?!label$|description$|roledescription$|placeholder$|valuetext$|braille)[a-z]+)$',
);
/** Of a place in the page, and not a route or a query behind a hash. */
const PLAIN_ANCHOR = /^#[\w:.-]*$/;
const SVG = 'http://www.w3.org/2000/svg';
const NO_PICTURE = 'data:image/gif;base64,R0lGODlhAQABAIAAAAAAAP///yH5BAEAAAAALAAAAAABAAEAAAIBRAA7';

/** Makes a function that masks or scrubs an attribute; `null`: it must not leave at all. */
export function createAttributeMask({
  rules,
  scrubber,
}: {
  rules: PrivacyRules;
  scrubber: Scrubber;
}) {
  const address = (element: Element, url: string, shows: boolean) => {
    const { localName, namespaceURI } = element;
    const isLink = /^(?:a|area)$/.test(localName);
    if (url.startsWith('#') && namespaceURI === SVG && !isLink) return url;
    if (shows && PLAIN_ANCHOR.test(url)) return url;
    if (shows || /^(?:link|base|script)$/.test(localName)) {
      return keptImage(url, shows) ?? scrubber.url(url);
    }
    if (isLink) return '#';
    return /^(?:img|input|image)$/.test(localName) ? NO_PICTURE : null;
  };

  return (element: Element, { name, value }: Attribute, given: NodePrivacyLevel): string | null => {
    const key = name.toLowerCase().replace(/^xlink:/, '');
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
    if (key === 'style') return maskCss(value, { scrubber, shows, isInline: true });
    const isDrawing = element.namespaceURI === SVG && !/^(?:data|aria)-/.test(key);
    if (LAYOUT.test(key) || isDrawing) return scrubber.text(value);
    if (!shows) return maskCharacters(value);
    return key.startsWith('data-') ? scrubber.text(value) : value;
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
