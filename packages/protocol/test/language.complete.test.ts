import { expect, it } from 'vitest';
import { completionAt } from '../src/query/language/index.js';

/** `|` is the caret; `[` and `]` in the second are what would be replaced. */
function complete(marked: string) {
  const caret = marked.indexOf('|');
  const text = marked.slice(0, caret) + marked.slice(caret + 1);
  const found = completionAt(text, caret);
  if (!found) return undefined;
  const { from, to, prefix, field } = found;
  return [`${text.slice(0, from)}«${text.slice(from, to)}»${text.slice(to)}`, prefix, field];
}

it.each<[string, string, string]>([
  ['|', '«»', ''],
  ['a |', 'a «»', ''],
  ['a | b', 'a «» b', ''],
  ['a OR |', 'a OR «»', ''],
  ['us|', '«us»', 'us'],
  ['@us|', '@«us»', 'us'],
  ['@|', '@«»', ''],
  ['-@us|', '-@«us»', 'us'],
  ['-|', '-«»', ''],
  ['(|', '(«»', ''],
  ['(|a)', '(«a»)', ''],
  ['NOT(us|', 'NOT(«us»', 'us'],
  ['(a) |', '(a) «»', ''],
  ['us|r.id:42', '«usr.id»:42', 'us'],
  ['@"odd na|me":42', '@«"odd name"»:42', 'odd na'],
  ['@"odd na| b', '@«"odd na» b', 'odd na'],
  ['odd\\ na|', '«odd\\ na»', 'odd na'],
  ['odd\\|', '«odd\\»', 'odd'],
  ['a:"b" |', 'a:"b" «»', ''],
  ['a:(b OR c) |', 'a:(b OR c) «»', ''],
  ['a ) |', 'a ) «»', ''],
])('completes a field in %j', (marked, place, prefix) => {
  expect(complete(marked)).toEqual([place, prefix, undefined]);
});

it.each<[string, string, string]>([
  ['env:|', 'env:«»', ''],
  ['@env:|', '@env:«»', ''],
  ['env:| a', 'env:«» a', ''],
  ['a env:pr|', 'a env:«pr»', 'pr'],
  ['env:p|r b', 'env:«pr» b', 'p'],
  ['env:|prod', 'env:«prod»', ''],
  ['env:"pr|', 'env:«"pr»', 'pr'],
  ['env:"pr| b:c', 'env:«"pr» b:c', 'pr'],
  ['env:"p\\"|r" b', 'env:«"p\\"r"» b', 'p"'],
  ['env:"pr"|', 'env:«"pr"»', 'pr'],
  ['-env:(|', '-env:(«»', ''],
  ['env:(a OR |', 'env:(a OR «»', ''],
  ['env:(a OR b|', 'env:(a OR «b»', 'b'],
  ['env:(a OR -b|)', 'env:(a OR -«b»)', 'b'],
  ['env:(a OR (b:c|', 'env:(a OR («b:c»', 'b:c'],
  ['env:pr\\ o|', 'env:«pr\\ o»', 'pr o'],
  ['env:https://a?|', 'env:«https://a?»', 'https://a?'],
])('completes a value in %j', (marked, place, prefix) => {
  expect(complete(marked)).toEqual([place, prefix, 'env']);
});

it.each([
  '"fo|',
  '"fo| a:b',
  'a OR|',
  'a N|OT',
  '*|',
  'a:>5|',
  'a:[1| TO 2]',
  'a:[1 TO |',
  'a:[1 T|',
  'a:(b |',
  'a:(b | OR c)',
  'a:((b) |',
  'a:|(b)',
  '- |',
  'a/b:|',
])('completes nothing in %j', (marked) => {
  expect(complete(marked)).toBeUndefined();
});

it('takes a caret out of the text for one at its end', () => {
  expect(completionAt('us', 9)).toEqual({ kind: 'field', prefix: 'us', from: 0, to: 2 });
  expect(completionAt('us', -1)).toEqual({ kind: 'field', prefix: '', from: 0, to: 2 });
});
