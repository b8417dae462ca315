import { expect, it } from 'vitest';
import { selectorOf } from '../src/selector.js';

it.each([
  ['an id', '<div id="cart"><b class="t"></b></div>', '#cart>b'],
  [
    'no generated id',
    '<div id="r-17"><p data-testid="x"><b class="t"></b></p></div>',
    'p[data-testid="x"]>b',
  ],
  ['no id that says more', '<p><b id="ann@a.test" class="t"></b></p>', 'html>body>p>b'],
  [
    'a test attribute as it is',
    '<p data-test=\'of "ann@a.test"\'><b class="t"></b></p>',
    String.raw`p[data-test="of \"ann@a.test\""]>b`,
  ],
  [
    'a place among equals',
    '<section id="s"><p></p><p class="t"></p></section>',
    '#s>p:nth-of-type(2)',
  ],
])('uses %s', (_, html, selector) => {
  document.body.innerHTML = html;
  const found = selectorOf(document.querySelector('.t'));
  expect(found).toBe(selector);
  expect(document.querySelector(found ?? '')).toBe(document.querySelector('.t'));
});
