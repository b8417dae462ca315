/** Matches a whole text against patterns in which `*` stands for any characters. */
export function wildcard(patterns: readonly string[]): (text: string) => boolean {
  const expressions = patterns.map(
    (pattern) => new RegExp(`^${pattern.split('*').map(escapeRegExp).join('.*')}$`, 'i'),
  );
  return (text) => expressions.some((expression) => expression.test(text));
}

function escapeRegExp(text: string): string {
  return text.replace(/[.+?^${}()|[\]\\]/g, '\\$&');
}
