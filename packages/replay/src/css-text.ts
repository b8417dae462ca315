import { guard, ignore, listOf, rootOf } from '@firsthand/core';
import { hasLost, lostValues, type Styled } from './lost-values.js';
import { treeAt } from './tree-at.js';

interface Mirror {
  getIds(): number[];
  getNode(id: number): Node | null;
}

/** Tell whether a rule that lacked values, and held for nothing, now holds for something. */
export const unmatched = /* @__PURE__ */ new Set<() => boolean>();

/** Elements come into these states, and leave them again, all the time. */
const STATE = /:(?:active|focus|hover)/;
const PSEUDO = /::[\w-]+(?:\([^)]*\))?/g;

/** The text of a rule, with the values that the CSSOM leaves out. rrweb calls it: `scripts/guarded-rrweb.mjs`. */
export function ruleText(rule: CSSRule, mirror: Mirror): string {
  const { cssText } = rule;
  if (!hasLost(cssText)) return cssText;
  const sheet = outermost(rule.parentStyleSheet);
  const roots = sheet ? rootsOf(sheet, mirror) : [];
  let text = cssText;
  for (const { selector, css } of lostStyles(rule)) {
    const find = () => roots.flatMap((root) => styledBy(selector, root));
    const styled = find();
    if (!styled.length && !STATE.test(selector)) unmatched.add(() => find().length > 0);
    text = text.replace(css, () => css + (guard(() => lostValues(css, styled), ignore) ?? ''));
  }
  return text;
}

/**
 * The text of a style element: as it is written, where the CSSOM would leave out values and nobody has changed its rules.
 *
 * @param textOf what rrweb makes of a sheet
 * @param absolute makes the addresses in a text absolute
 */
export function styleText(
  style: HTMLStyleElement,
  textOf: (sheet: CSSStyleSheet) => string | null,
  absolute: (css: string, base: string) => string,
): string | null {
  const { sheet, textContent: written } = style;
  const text = sheet && textOf(sheet);
  if (!text || !hasLost(text)) return text;
  const rules = listOf(sheet.cssRules);
  // A browser complains of these in a sheet that is made.
  if (rules.some((rule) => 'styleSheet' in rule)) return text;
  const isAsWritten = guard(() => {
    const made = new globalThis.CSSStyleSheet();
    made.replaceSync(written);
    return textsOf(listOf(made.cssRules)) === textsOf(rules);
  }, ignore);
  return isAsWritten ? absolute(written, style.baseURI) : text;
}

const textsOf = (rules: CSSRule[]) => rules.map(({ cssText }) => cssText).join('');

/** The styles in a rule that lack values, in the order of its text. */
function lostStyles(rule: CSSRule, around = '*'): { selector: string; css: string }[] {
  const { selectorText, style, cssRules = [] } = rule as Partial<CSSStyleRule>;
  const selector = selectorText?.replaceAll('&', `:is(${around})`) ?? around;
  const own = style && hasLost(style.cssText) ? [{ selector, css: style.cssText }] : [];
  return [...own, ...listOf(cssRules).flatMap((inner) => lostStyles(inner, selector))];
}

function styledBy(selector: string, root: Document | ShadowRoot): Styled[] {
  const [pseudo] = selector.match(PSEUDO) ?? [];
  const elements = guard(() => listOf(root.querySelectorAll(selector.replace(PSEUDO, ''))), ignore);
  if ('host' in root && selector.startsWith(':host')) elements?.push(root.host);
  return (elements ?? []).map((element) => ({ element, pseudo }));
}

/** The sheet that the page has, of one that it imports. */
function outermost(sheet: CSSStyleSheet | null): CSSStyleSheet | null {
  const above = sheet?.ownerRule?.parentStyleSheet;
  return above ? outermost(above) : sheet;
}

/** Where a sheet holds. */
function rootsOf(sheet: CSSStyleSheet, mirror: Mirror): (Document | ShadowRoot)[] {
  const { ownerNode } = sheet;
  if (ownerNode) return [rootOf(ownerNode as Node) as Document | ShadowRoot];
  return mirror.getIds().flatMap((id) => {
    const root = treeAt(mirror.getNode(id));
    return root?.adoptedStyleSheets.includes(sheet) ? [root] : [];
  });
}
