/** A URL's beginning, an expression that finds something in it, or a function that decides. */
export type UrlPattern = string | RegExp | ((url: string) => boolean);

/** Whether any of the patterns fits; a function that throws does not. */
export function matchesAny(patterns: readonly UrlPattern[], url: string): boolean {
  return patterns.some((pattern) => {
    try {
      if (typeof pattern === 'string') return url.startsWith(pattern);
      // Not test(): an expression with the flag g would remember where it stopped. Not url.search(): it makes an
      // expression of whatever it is given, and what that is of `undefined` finds itself in every URL.
      return typeof pattern === 'function' ? pattern(url) : pattern[Symbol.search](url) >= 0;
    } catch {
      return false;
    }
  });
}
