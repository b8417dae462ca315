/** Matches a whole text against patterns in which `*` stands for any characters; in any case, unless it `isExact`. */
export function wildcard(
  patterns: readonly string[],
  { isExact = false } = {},
): (text: string) => boolean {
  const expressions = patterns.map(
    (pattern) =>
      new RegExp(`^${pattern.split('*').map(escapeRegExp).join('.*')}$`, isExact ? 's' : 'is'),
  );
  return (text) => expressions.some((expression) => expression.test(text));
}

function escapeRegExp(text: string): string {
  return text.replace(/[.+?^${}()|[\]\\]/g, '\\$&');
}
