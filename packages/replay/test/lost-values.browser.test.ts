import { afterEach, describe, expect, it } from 'vitest';
import { ruleText, styleText } from '../src/css-text.js';
import { hasLost, lostValues } from '../src/lost-values.js';

const none = { getIds: () => [], getNode: () => null };
const whole = (sheet: CSSStyleSheet) =>
  Array.from(sheet.cssRules, (rule) => ruleText(rule, none)).join(' ');
const sheetOf = (css: string) => {
  const style = document.createElement('style');
  style.textContent = css;
  document.head.append(style);
  return style;
};
const absolute = (css: string) => css;

afterEach(() => {
  document.head.querySelectorAll('style').forEach((style) => style.remove());
  document.body.innerHTML = '';
});

/** What a rule gives an element when it stands alone. */
function played(css: string, property: string): string {
  document.head.querySelectorAll('style').forEach((style) => style.remove());
  sheetOf(`:root{--space:32px;--line:3px solid red}${css}`);
  return getComputedStyle(document.querySelector('#a') as Element).getPropertyValue(property);
}

describe('values that the CSSOM does not tell', () => {
  it.each([
    ['a longhand beside', '#a{padding:var(--space);padding-bottom:48px}', 'padding-top', '32px'],
    [
      'an important one',
      '#a{margin:var(--space) !important;margin-top:1px !important}',
      'margin-left',
      '32px',
    ],
    [
      'a group',
      '@media all{@supports (color:red){#a{border:var(--line);border-left-color:blue}}}',
      'border-top-width',
      '3px',
    ],
    ['a nested rule', 'body{& #a{padding:var(--space);padding-left:0}}', 'padding-right', '32px'],
    ['a fallback', '#a{padding:var(--none, 7px);padding-left:0}', 'padding-right', '7px'],
    ['env()', '#a{padding:env(none, 9px);padding-left:0}', 'padding-right', '9px'],
  ])('are found where they hold: %s', (_, css, property, value) => {
    document.body.innerHTML = '<div id="a"></div>';
    const { sheet } = sheetOf(`:root{--space:32px;--line:3px solid red}${css}`);
    const text = Array.from(sheet?.cssRules ?? [])
      .slice(1)
      .map((rule) => ruleText(rule, none))
      .join(' ');
    expect(played(text, property)).toBe(value);
  });

  it('are those of the custom property, whose value may be another elsewhere and later', () => {
    document.body.innerHTML = '<p></p><p style="--y:9px"></p><p style="padding-top:1px"></p>';
    const { sheet } = sheetOf(':root{--a:3px;--y:3px;--x:#010203}');
    expect(sheet).not.toBeNull();
    const text = whole(
      sheetOf('p{padding:var(--y);padding-left:0;background:var(--x);background-size:1px}')
        .sheet as CSSStyleSheet,
    );
    expect(text).toContain('padding-top: var(--y);');
    expect(text).toContain('background-color: var(--x);');
  });

  it('are left where nothing is lost, and of an empty custom property nothing is', () => {
    expect(hasLost('a { --x: ; color: red; }')).toBe(false);
    expect(hasLost('a { padding-top: ; }')).toBe(true);
    expect(hasLost('padding-top:  !important;')).toBe(true);
    expect(lostValues('padding-top: ;', [])).toBe('');
  });

  it('are those of the text of a style element that nobody changed', () => {
    const written = '/* c */ #a { padding: var(--none); padding-left: 0 } .b { margin: var(--n) }';
    const style = sheetOf(written);
    expect(styleText(style, whole, absolute)).toBe(written);
    style.sheet?.insertRule('i{color:red}', 0);
    expect(styleText(style, whole, absolute)).toContain('i { color: red; }');
  });
});
