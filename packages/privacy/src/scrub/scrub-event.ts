import { cutText, inheritedBy, onceOf } from '@firsthand/core';
import type { RumEvent } from '@firsthand/protocol';
import { SECRET_NAME } from './hide-secrets.js';
import type { ScrubOptions } from './scrub-options.js';
import { createScrubber } from './scrubber.js';

type Json = Record<string, unknown>;
type Scrub = (text: string, key: string) => string;

/** Made by us or by the browser, and of use only as they are. */
const ID = /^(?:id|.+_id)$/;
/** Of the picture that was painted: its query tells those of an image server apart. */
const IMAGE_KEY = 'resource_url';
const URL_KEY = /^(?:url|referrer|.+_url)$/;
/** What the page gave on purpose. */
const GIVEN = /^(?:context|feature_flags|usr|account)$/;
const OF_WHOM = /^(?:usr|account)$/;
/** By these a page says itself who someone is. */
const IDENTITY = /^(?:id|name|email|anonymous_id)$/;

/** Texts that are remembered, and the length from which they are not. */
const MAX_KNOWN = 500;

/**
 * Copies events without the secrets in their texts. Every text is scrubbed unless its field is known to hold none, so
 * that a new field is, too. What events inherit is copied once.
 */
export function createEventScrubber(options: ScrubOptions = {}): (event: RumEvent) => RumEvent {
  const scrubber = createScrubber(options);
  const [text, url] = [remember(scrubber.text), remember(scrubber.url)];
  const imageUrl = remember(scrubber.imageUrl);
  const own: Scrub = (value, key) =>
    ID.test(key)
      ? value
      : key === IMAGE_KEY
        ? imageUrl(value)
        : URL_KEY.test(key)
          ? url(value)
          : text(value);
  const given: Scrub = (value) => text(value);
  const ofWhom: Scrub = (value, key) => (IDENTITY.test(key) ? value : text(value));
  const secret: Scrub = () => '<secret>';

  const copy = (value: unknown, scrub: Scrub, key: string): unknown => {
    if (typeof value === 'string') return scrub(value, key);
    // A card number may come as a number.
    if (typeof value === 'number' && scrub !== own) {
      const digits = String(value);
      return scrub(digits, '') === digits ? value : scrub(digits, '');
    }
    if (Array.isArray(value)) return value.map((item) => copy(item, scrub, key));
    if (!isObject(value)) return value;
    const copied: Json = {};
    for (const name of Object.keys(value)) {
      const isSecret = scrub !== own && SECRET_NAME.test(name);
      copied[text(name)] = copy(value[name], isSecret ? secret : scrub, name);
    }
    return copied;
  };
  const copyMembers = (event: object) => {
    const copied: Json = {};
    for (const key of Object.keys(event)) {
      const value = (event as Json)[key];
      const isGiven = GIVEN.test(key);
      const scrub = OF_WHOM.test(key) ? ofWhom : isGiven ? given : own;
      copied[text(key)] = isGiven && options.context === false ? value : copy(value, scrub, key);
    }
    return copied;
  };
  const copyOnce = onceOf(copyMembers);

  return (event) => {
    const copied = copyMembers(event);
    const shared = inheritedBy(event);
    return (shared ? Object.assign(Object.create(copyOnce(shared)), copied) : copied) as RumEvent;
  };
}

/** Events say mostly what others have said. */
function remember(scrub: (text: string) => string) {
  const known = new Map<string, string>();
  return (text: string): string => {
    const before = known.get(text);
    if (before !== undefined) return before;
    // A text of megabytes is cut before anything scans it.
    const scrubbed = scrub(cutText(text));
    if (known.size >= MAX_KNOWN) known.clear();
    if (text.length < MAX_KNOWN) known.set(text, scrubbed);
    return scrubbed;
  };
}

function isObject(value: unknown): value is Json {
  return typeof value === 'object' && value !== null;
}
