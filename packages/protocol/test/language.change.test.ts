import { expect, it } from 'vitest';
import { withoutTerm, withTerm } from '../src/query/language/index.js';

it.each<[string, string]>([
  ['', 'env:prod'],
  ['  ', 'env:prod'],
  ['*', 'env:prod'],
  ['a', 'a env:prod'],
  [' a  AND b ', 'a  AND b env:prod'],
  ['a OR b', '(a OR b) env:prod'],
  ['env:prod OR b', '(env:prod OR b) env:prod'],
  ['(a OR b)', '(a OR b) env:prod'],
  ['env:(a OR prod)', 'env:(a OR prod) env:prod'],
  ['a OR b\\ ', '(a OR b\\ ) env:prod'],
  ['a\\ ', 'a\\  env:prod'],
  ['env:prod', 'env:prod'],
  ['a @env:"prod" b', 'a @env:"prod" b'],
  ['env:(prod)', 'env:(prod)'],
  ['-env:prod', 'env:prod'],
  ['a AND NOT @env:"prod" AND b', 'a AND env:prod AND b'],
  ['-env:prod a -env:prod', 'env:prod a'],
  ['-env:prod env:prod', 'env:prod'],
  ['-env:pro* env:dev', '-env:pro* env:dev env:prod'],
])('adds a term to %j', (text, expected) => {
  const wanted = { field: 'env', value: 'prod' };
  expect(withTerm(text, wanted)).toBe(expected);
  expect(withTerm(expected, wanted)).toBe(expected);
});

it.each<[string, string]>([
  ['', '-env:prod'],
  ['a OR b', '(a OR b) -env:prod'],
  ['a env:prod b', 'a -env:prod b'],
  ['a NOT env:prod', 'a NOT env:prod'],
  ['-(env:prod)', '-(env:prod)'],
])('leaves a value out of %j', (text, expected) => {
  const wanted = { field: 'env', value: 'prod', not: true };
  expect(withTerm(text, wanted)).toBe(expected);
  expect(withTerm(expected, wanted)).toBe(expected);
});

it.each<[string, string, string]>([
  ['usr.id', '42', 'usr.id:42'],
  ['odd name', 'a "b" \\', '"odd name":"a \\"b\\" \\\\"'],
  ['@a', '', '"@a":""'],
  ['url', 'https://a.b/c', 'url:https://a.b/c'],
  ['url', 'https://a.b/c?x=1', 'url:"https://a.b/c?x=1"'],
  ['a', '-5', 'a:-5'],
  ['a', '*', 'a:"*"'],
  ['a', 'NOT', 'a:"NOT"'],
  ['a', '>5', 'a:">5"'],
])('writes the field %j and value %j', (field, value, expected) => {
  expect(withTerm('', { field, value })).toBe(expected);
});

it.each<[string, string]>([
  ['', ''],
  ['env:prod', ''],
  ['a env:prod b', 'a b'],
  ['env:prod AND a AND b', 'a AND b'],
  ['a AND env:prod', 'a'],
  ['a  -@env:prod AND NOT env:x AND b', 'a AND b'],
  ['env:(a OR b) c', 'c'],
  ['(env:a OR env:b) c', 'c'],
  ['(env:a OR d) c', '(env:a OR d) c'],
  ['env:a OR env:b', ''],
  ['env:a OR b', 'env:a OR b'],
  ['a(env:b)c', 'a c'],
  ['env.x:a "env:a" env:[1 TO 2]', 'env.x:a "env:a"'],
  ['*', '*'],
])('takes a field out of %j', (text, expected) => {
  expect(withoutTerm(text, 'env')).toBe(expected);
});

it('takes no text that is not a filter', () => {
  expect(() => withTerm('a (', { field: 'a', value: 'b' })).toThrow('not closed');
  expect(() => withoutTerm('a "', 'a')).toThrow('not closed');
});
