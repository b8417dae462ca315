/**
 * Matches a whole text against patterns in which `*` stands for any characters; in any case, unless it `isExact`. Time is
 * linear in the text: what lies between two stars is looked for once, from where the last was found.
 */
export function wildcard(
  patterns: readonly string[],
  { isExact = false } = {},
): (text: string) => boolean {
  const cased = (text: string) => (isExact ? text : text.toLowerCase());
  const matchers = patterns.map((pattern) => matcherOf(cased(pattern)));
  return (text) => {
    const given = cased(text);
    return matchers.some((matches) => matches(given));
  };
}

function matcherOf(pattern: string): (text: string) => boolean {
  const [first = '', ...rest] = pattern.split('*');
  const last = rest.pop();
  if (last === undefined) return (text) => text === pattern;
  return (text) => {
    if (!text.startsWith(first)) return false;
    let from = first.length;
    for (const part of rest) {
      const found = text.indexOf(part, from);
      if (found < 0) return false;
      from = found + part.length;
    }
    return text.length - from >= last.length && text.endsWith(last);
  };
}
