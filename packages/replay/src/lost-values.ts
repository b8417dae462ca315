import { inDocument } from '@firsthand/core';
/** A declaration whose value the CSSOM does not tell; that of a custom property may well be empty. */
const LOST = /(?:^|\s)(?!--)([a-z-]+): +(!important)?;/g;

/** Of so many elements it is looked at what became of a value. */
const MOST = 8;

export function hasLost(css: string): boolean {
  // One search; a global expression would remember where it was.
  return css.search(LOST) >= 0;
}

export interface Styled {
  element: Element;
  pseudo?: string | undefined;
}

/**
 * The values that are missing in the text of a style: a shorthand with `var()` beside a longhand of its own is written by the
 * CSSOM without them. What most of the elements have stands for them: the custom property that gave it, if there is one of
 * that value, else the value. https://drafts.csswg.org/css-variables/#variables-in-shorthands
 */
export function lostValues(css: string, styled: readonly Styled[]): string {
  const looks = styled.slice(0, MOST).map(({ element, pseudo }) => ({
    style: getComputedStyle(element, pseudo),
    variables: variablesOf(element),
  }));
  let found = '';
  for (const [, name = '', important = ''] of css.matchAll(LOST)) {
    const votes = new Map<string, number>();
    const vote = (value: string) => votes.set(value, (votes.get(value) ?? 0) + 1);
    for (const { style, variables } of looks) {
      const value = style.getPropertyValue(name);
      for (const variable of variables.get(value) ?? []) vote(`var(${variable})`);
      if (value) vote(value);
    }
    // Of those with as many votes the first.
    const most = Math.max(...votes.values());
    const best = [...votes.keys()].find((value) => votes.get(value) === most);
    if (best) found += ` ${name}: ${best}${important && ' '}${important};`;
  }
  return found;
}

/** The custom properties of an element by their value. */
function variablesOf(element: Element): Map<string, string[]> {
  const { style } = inDocument('createElement')('i');
  const variables = new Map<string, string[]>();
  // Firefox has none.
  for (const [name, [value]] of element.computedStyleMap?.() ?? []) {
    if (!name.startsWith('--')) continue;
    style.color = '';
    const said = String(value).trim();
    style.color = said;
    const key = style.color || said;
    variables.set(key, [...(variables.get(key) ?? []), name]);
  }
  return variables;
}
