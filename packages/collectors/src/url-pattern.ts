import { guard, ignore } from '@firsthand/core';

/**
 * An address, an expression that finds something in a URL, or a function that decides.
 *
 * An address stands for its origin, which is scheme, host and port, and for its path with all that is below it:
 * `https://example.com/api` is also `/api/carts` and `/api?id=1`, and never `/apix`; `https://example.com/api/` is not
 * `/api`. Where it has a query, the path is the same and the query begins so. `/api` is an address on the page's origin.
 */
export type UrlPattern = string | RegExp | ((url: string) => boolean);

/** A pattern, or one with options. */
export type PatternOr<T> = UrlPattern | (T & { match: UrlPattern });

/** Whether any of the patterns fits; one that throws does not. */
export function matchesAny(patterns: readonly UrlPattern[], url: string): boolean {
  return patterns.some((pattern) => fits(pattern, url));
}

/** The options of the first that fits; none where it is a pattern alone. */
export function firstMatch<T>(candidates: readonly PatternOr<T>[], url: string) {
  return candidates.find((candidate) => fits(candidate, url)) as Partial<T> | undefined;
}

/** Whether it is an address that no request of a page can have, as one without its scheme. */
export function neverFits(candidate: PatternOr<unknown>): boolean {
  const pattern = patternOf(candidate);
  if (typeof pattern !== 'string')
    return typeof pattern !== 'function' && !guard(() => pattern?.[Symbol.search], ignore);
  // A browser takes a host without its scheme for the name of a file.
  const isHost = /^[^./:?#][^/:?#]*\.[^/:?#]+(?:[/?#]|$)/.test(pattern);
  const host = guard(() => new URL(pattern, globalThis.location?.href).host, ignore);
  // Browsers differ in how they write an asterisk in a host.
  return isHost || !host || /^[^/?#]*\/\/[^/?#]*\*/.test(pattern);
}

function patternOf(candidate: PatternOr<unknown>): UrlPattern | undefined {
  return typeof candidate === 'object' && candidate && 'match' in candidate
    ? candidate.match
    : candidate;
}

function fits(candidate: PatternOr<unknown>, url: string): boolean {
  try {
    const pattern = patternOf(candidate);
    if (typeof pattern === 'function') return pattern(url);
    if (typeof pattern === 'string') return isWithin(url, pattern);
    // Not test(): an expression with the flag g would remember where it stopped. Not url.search(): it makes an
    // expression of whatever it is given, and what that is of `undefined` finds itself in every URL. Nor instanceof:
    // an expression may be another frame's.
    return (pattern as RegExp)[Symbol.search](url) >= 0;
  } catch {
    return false;
  }
}

/** As parts of parsed addresses: `https://a.com` is also the beginning of `https://a.com.evil.net`. */
function isWithin(url: string, address: string): boolean {
  const at = new URL(url);
  const within = new URL(address, globalThis.location?.href);
  const path = within.pathname + within.search;
  const asked = at.pathname + at.search;
  return (
    // Not their origins, which are 'null' for all schemes but the web's.
    at.protocol === within.protocol &&
    at.host === within.host &&
    asked.startsWith(path) &&
    (!!within.search || /(^|\/)$/.test(path) || /^([/?]|$)/.test(asked.slice(path.length)))
  );
}
