import { expect, it } from 'vitest';
import { patternOf } from '../src/next/pattern-of.js';

it.each<[path: string, params: Parameters<typeof patternOf>[1], pattern: string]>([
  ['/', null, '/'],
  ['/about', {}, '/about'],
  ['/user/7', { id: '7' }, '/user/[id]'],
  ['/en/user/en', { lang: 'en', id: 'en' }, '/[lang]/user/[id]'],
  ['/docs/a/b', { rest: ['a', 'b'] }, '/docs/[...rest]'],
  ['/docs', { rest: undefined }, '/docs'],
  ['/shop/a/7/b', { path: ['a'], id: '7', tail: ['b'] }, '/shop/[...path]/[id]/[...tail]'],
  ['/tag/a%20b', { tag: 'a%20b' }, '/tag/[tag]'],
  ['/tag/a%20b', { tag: 'a b' }, '/tag/[tag]'],
  ['/user/7', { other: '8' }, '/user/7'],
])('%s with %j is %s', (path, params, pattern) => {
  expect(patternOf(path, params)).toBe(pattern);
});
