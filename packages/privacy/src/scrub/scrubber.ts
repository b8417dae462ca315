import { guard, ignore } from '@firsthand/core';
import { createSecretHider } from './hide-secrets.js';
import type { ScrubOptions } from './scrub-options.js';

/** Takes secrets out. All are idempotent and never throw. */
export interface Scrubber {
  /** A message, stack, title or name, with the URLs in it scrubbed; the `:line:column` of a stack's stay. */
  text(text: string): string;
  /**
   * A URL without user, query and fragment, and without secrets in its path. Of `data:` only the media type stays, of
   * `blob:`, `javascript:` and of addresses such as `mailto:` only the scheme.
   */
  url(url: string): string;
  /**
   * The same of a picture's URL, but that its query keeps what tells it from others: names, sizes, and the addresses of what
   * the server is to fetch.
   */
  imageUrl(url: string): string;
}

const URL_IN_TEXT =
  /(?:(?:blob:)?[a-z][a-z\d+.-]{0,30}:\/\/|data:(?:[a-z]+\/[\w+.-]+)?[;,]|[?#&][\w.[\]%-]{1,64}=)[^\s"'`]*/gi;
/** Where in a file a call was made, and what ends the clause around it. */
const PLACE = /(?::\d{1,7}:\d{1,7})?[)\]}>,.;]{0,4}$/;
const OPAQUE = /^(?:data:[\w/+.-]*|(?:blob|javascript|mailto|sms|tel):)/i;
const USER = /^((?:[a-z][\w+.-]*:)?[\\/]{2})[^\\/?#]*@/i;
const ROUTE = /^!?\//;
/** A name of a parameter, and a value that is no more than a size or a ratio. */
const NAME = /^[a-z_-]{1,20}$/i;
const SIZE = /^\d{1,4}(?:[x.:,]\d{1,4})?$/;
const ADDRESS = /^(?:https?:)?\//;
const ID_SEGMENT = /\/(?:\d+|(?=[^/]*\d)[\w-]{16,})(?=\/|$)/g;

export function createScrubber(options: ScrubOptions = {}): Scrubber {
  const hide = createSecretHider(options.patterns);
  const allowed = new Set(options.queryAllowlist);

  /** Secrets may be written in percent code; of a piece that holds one nothing else stays. */
  const hideCoded = (piece: string) => {
    const read = decode(piece);
    const hidden = read === piece ? piece : hide(read);
    return hidden === read ? piece : placeholdersOf(hidden);
  };
  const hideInPath = (path: string) => {
    const hidden = hide(path);
    const kept = hidden.includes('%') ? hidden.replace(/[^/]+/g, hideCoded) : hidden;
    return options.idSegments ? kept.replace(ID_SEGMENT, '/<id>') : kept;
  };
  const keptQuery = (query: string) => {
    const kept = query
      .split('&')
      .map((pair) => split(pair, '='))
      .filter(([name]) => allowed.has(decode(name)))
      .map(([name, value = '']) => `${name}=${hideCoded(hide(value))}`);
    return kept.length ? `?${kept.join('&')}` : '';
  };
  const imageQuery = (query: string) => {
    const kept = query.split('&').flatMap((pair) => {
      const [name, value = ''] = split(pair, '=');
      if (!NAME.test(name) || hide(pair) !== pair) return [];
      const address = decode(value);
      if (SIZE.test(value)) return pair;
      return ADDRESS.test(address)
        ? `${name}=${url(address).replace(/[\s&#]/g, encodeURIComponent)}`
        : name;
    });
    return kept.length ? `?${kept.join('&')}` : '';
  };
  const url = (given: string, queryOf = keptQuery): string => {
    const opaque = OPAQUE.exec(given)?.[0];
    if (opaque !== undefined) return opaque;
    const [beforeHash, hash = ''] = split(given, '#');
    const [path, query = ''] = split(withoutUser(beforeHash), '?');
    const fragment = options.keepFragment ? hash : ROUTE.test(hash) ? split(hash, '?')[0] : '';
    // Hiding what holds a slash or a space may show that more is a user, or a URL in a text.
    return (
      withoutUser(hideInPath(path)) + queryOf(query) + (fragment && `#${hideInPath(fragment)}`)
    );
  };
  const urlInText = (found: string) => {
    const place = PLACE.exec(found)?.[0] ?? '';
    const address = found.slice(0, found.length - place.length);
    return (address.startsWith('&') ? '' : url(address)) + place;
  };
  const urlsIn = (text: string) => text.replace(URL_IN_TEXT, urlInText);
  return {
    url: (given) => url(given),
    imageUrl: (given) => url(given, imageQuery),
    text: (text) => urlsIn(hide(urlsIn(text))),
  };
}

function withoutUser(url: string): string {
  return url.replace(USER, '$1');
}

function decode(text: string): string {
  return guard(() => decodeURIComponent(text), ignore) ?? text;
}

function placeholdersOf(text: string): string {
  return (text.match(/<[^<>]*>/g) ?? []).join('');
}

function split(text: string, separator: string): [string, string?] {
  const index = text.indexOf(separator);
  return index < 0 ? [text] : [text.slice(0, index), text.slice(index + 1)];
}
