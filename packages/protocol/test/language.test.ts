import { expect, it } from 'vitest';
import type { Test } from '../src/query/language/ast.js';
import { FilterFault, parseFilter } from '../src/query/language/index.js';

/** The expression without spans, terms as `[field, test]`. */
function shape(value: unknown): unknown {
  if (Array.isArray(value)) return value.map(shape);
  if (typeof value !== 'object' || value === null) return value;
  const entries = Object.entries(value).filter(([key]) => key !== 'at' && key !== 'fieldAt');
  return Object.fromEntries(entries.map(([key, inner]) => [key, shape(inner)]));
}

const text = (text: string) => ({ kind: 'text', text });
const not = (of: unknown) => ({ kind: 'not', of });
const all = (...of: unknown[]) => ({ kind: 'all', of });
const any = (...of: unknown[]) => ({ kind: 'any', of });
type Spanless<T> = T extends unknown ? Omit<T, 'at'> : never;
const term = (field: string, test: Spanless<Test>) => ({ kind: 'term', field, test });
const equal = (field: string, value: string) => term(field, { is: 'equal', value });
const many = { any: 'many' } as const;
const one = { any: 'one' } as const;
const bound = (value: string, inclusive = true) => ({ value, inclusive });

it.each<[string, unknown]>([
  ['', all()],
  [' \t\n ', all()],
  ['*', all()],
  ['* a', text('a')],
  ['-*', not(all())],

  // How terms are joined.
  ['a b', all(text('a'), text('b'))],
  ['a AND b', all(text('a'), text('b'))],
  ['a OR b', any(text('a'), text('b'))],
  ['a or and not', all(text('a'), text('or'), text('and'), text('not'))],
  ['ORB ANDY NOTE', all(text('ORB'), text('ANDY'), text('NOTE'))],
  ['a "OR" \\AND', all(text('a'), text('OR'), text('AND'))],
  ['a b OR c AND d', any(all(text('a'), text('b')), all(text('c'), text('d')))],
  ['a AND (b OR c)', all(text('a'), any(text('b'), text('c')))],
  ['a(b)c', all(text('a'), text('b'), text('c'))],
  ['a (b (c d))', all(text('a'), text('b'), text('c'), text('d'))],
  ['a OR (b OR (c OR d))', any(text('a'), text('b'), text('c'), text('d'))],
  ['((a))', text('a')],
  ['NOT a b', all(not(text('a')), text('b'))],
  ['-a OR b', any(not(text('a')), text('b'))],
  ['-(a OR b)', not(any(text('a'), text('b')))],
  ['NOT(a)', not(text('a'))],
  ['NOT NOT a', not(not(text('a')))],
  ['--a', not(not(text('a')))],
  ['a AND -b', all(text('a'), not(text('b')))],
  ['-service:shop', not(equal('service', 'shop'))],

  // Free text.
  ['"a b"', text('a b')],
  ['"say \\"hi\\" \\\\ C:\\dir"', text('say "hi" \\ C:\\dir')],
  ['""', text('')],
  ['@media why? user@example.org', all(text('@media'), text('why?'), text('user@example.org'))],
  ['a\\ b\\:c\\*', text('a b:c*')],
  ['don"t', text('don"t')],
  ['“größe”', text('“größe”')],

  // Fields.
  ['service:shop', equal('service', 'shop')],
  ['@usr.id:42', equal('usr.id', '42')],
  ['größe.x-1_$:L', equal('größe.x-1_$', 'L')],
  ['𝒳:1', equal('𝒳', '1')],
  ['@"odd name.x":1', equal('odd name.x', '1')],
  ['"odd \\"name\\"":1', equal('odd "name"', '1')],
  ['odd\\ name\\:😀:1', undefined],
  ['odd\\ name\\:\\😀:1', equal('odd name:😀', '1')],
  ['\\@a:1', equal('@a', '1')],
  ['NOT:1', equal('NOT', '1')],
  ['(a:1)', equal('a', '1')],

  // Values.
  [
    '@view.url:https://a.b/c?x=1',
    term('view.url', { is: 'like', pattern: ['https://a.b/c', one, 'x=1'] }),
  ],
  ['u:https://a.b/c\\?x=1&y=%20#z', equal('u', 'https://a.b/c?x=1&y=%20#z')],
  ['a:"b c"', equal('a', 'b c')],
  ['a:""', equal('a', '')],
  ['a:"*?"', equal('a', '*?')],
  ['a:\\*', equal('a', '*')],
  ['a:OR', equal('a', 'OR')],
  ['a:-5', equal('a', '-5')],
  ['a:@b', equal('a', '@b')],
  ['a:=5', equal('a', '=5')],
  ['a:b(c)', all(equal('a', 'b'), text('c'))],
  ['a:x[href="y"]', equal('a', 'x[href="y"]')],
  ['a:*', term('a', { is: 'present' })],
  ['a:**', term('a', { is: 'present' })],
  ['a:?', term('a', { is: 'like', pattern: [one] })],
  ['a:/p/*/q\\*?', term('a', { is: 'like', pattern: ['/p/', many, '/q*', one] })],
  ['a:**b***?*', term('a', { is: 'like', pattern: [many, 'b', many, one, many] })],
  ['a:>500ms', term('a', { is: 'above', value: '500ms', inclusive: false })],
  ['a:>=3', term('a', { is: 'above', value: '3', inclusive: true })],
  ['a:<-2', term('a', { is: 'below', value: '-2', inclusive: false })],
  ['a:<=1.5s', term('a', { is: 'below', value: '1.5s', inclusive: true })],
  ['a:>"2 s"', term('a', { is: 'above', value: '2 s', inclusive: false })],
  ['a:>\\*', term('a', { is: 'above', value: '*', inclusive: false })],
  ['a:[100 TO 200]', term('a', { is: 'between', low: bound('100'), high: bound('200') })],
  [
    'a:{1s TO "2 s"}',
    term('a', { is: 'between', low: bound('1s', false), high: bound('2 s', false) }),
  ],
  ['a:[1 TO 2}', term('a', { is: 'between', low: bound('1'), high: bound('2', false) })],
  ['a:[ 1  TO\n2 ]', term('a', { is: 'between', low: bound('1'), high: bound('2') })],
  ['a:[1 TO *]', term('a', { is: 'between', low: bound('1') })],
  ['a:{* TO 2}', term('a', { is: 'between', high: bound('2', false) })],
  ['a:["*" TO TO]', term('a', { is: 'between', low: bound('*'), high: bound('TO') })],
  ['a:[* TO *]', term('a', { is: 'present' })],

  // Groups of values.
  ['a:(b)', equal('a', 'b')],
  ['a:(b OR c)', any(equal('a', 'b'), equal('a', 'c'))],
  ['@a:(b AND c)', all(equal('a', 'b'), equal('a', 'c'))],
  ['a:(NOT b OR -c)', any(not(equal('a', 'b')), not(equal('a', 'c')))],
  ['-a:(b OR c)', not(any(equal('a', 'b'), equal('a', 'c')))],
  [
    'a:(b AND (c OR "d e") OR f*)',
    any(
      all(equal('a', 'b'), any(equal('a', 'c'), equal('a', 'd e'))),
      term('a', { is: 'like', pattern: ['f', many] }),
    ),
  ],
  [
    'a:(<1 OR >=5 OR [2 TO 3])',
    any(
      term('a', { is: 'below', value: '1', inclusive: false }),
      term('a', { is: 'above', value: '5', inclusive: true }),
      term('a', { is: 'between', low: bound('2'), high: bound('3') }),
    ),
  ],
  ['a:(http://b OR @c) d:e', all(any(equal('a', 'http://b'), equal('a', '@c')), equal('d', 'e'))],
  ['a:(*)', term('a', { is: 'present' })],
])('reads %j', (query, expected) => {
  const read = () => shape(parseFilter(query));
  if (expected === undefined) expect(read).toThrow(FilterFault);
  else expect(read()).toEqual(expected);
});

it('tells where terms are', () => {
  expect(parseFilter('-@a:(b OR >"c") d')).toEqual({
    kind: 'all',
    of: [
      {
        kind: 'not',
        of: {
          kind: 'any',
          of: [
            {
              kind: 'term',
              field: 'a',
              fieldAt: { from: 1, to: 3 },
              test: { is: 'equal', value: 'b', at: { from: 5, to: 6 } },
            },
            {
              kind: 'term',
              field: 'a',
              fieldAt: { from: 1, to: 3 },
              test: { is: 'above', value: 'c', inclusive: false, at: { from: 10, to: 14 } },
            },
          ],
        },
      },
      { kind: 'text', text: 'd', at: { from: 16, to: 17 } },
    ],
  });
});

const UNNAMED =
  'Before a colon there must be the name of a field; a text with a colon goes in quotes.';
const DASH =
  'Directly after a - there must be what is to be left out; a - to look for goes in quotes.';
const odd = (sign: string) =>
  `The name of a field with “${sign}” in it goes in quotes, and so does a text with a colon.`;
const RANGE = 'A range holds two values with TO between them, as [100 TO 200] does.';
const COMPARED = 'A value that is compared has no wildcards: put it in quotes, or escape them.';
const NO_VALUE = 'Directly after the colon there must be a value.';
const JOINED = 'After the quote that is closed here there must be a space.';

it.each<[string, number, string]>([
  ['a "b c', 3, 'A quote that is opened here is not closed.'],
  ['a:"b\\"', 3, 'A quote that is opened here is not closed.'],
  ['"a"b', 3, JOINED],
  ['a:"b"c', 5, JOINED],
  ['"a" "b""c"', 7, JOINED],
  ['a OR', 3, 'After OR there must be something to look for.'],
  ['a AND OR b', 3, 'After AND there must be something to look for.'],
  ['NOT', 1, 'After NOT there must be something to look for.'],
  ['(a NOT)', 4, 'After NOT there must be something to look for.'],
  ['OR a', 1, 'Before OR there must be something to look for.'],
  ['a (AND b)', 4, 'Before AND there must be something to look for.'],
  ['a - b', 3, DASH],
  ['-', 1, DASH],
  ['(a -)', 4, DASH],
  ['-OR', 1, DASH],
  ['()', 1, 'Between these parentheses there must be something to look for.'],
  ['a:( )', 3, 'Between these parentheses there must be something to look for.'],
  ['a (b', 3, 'A parenthesis that is opened here is not closed.'],
  ['a:(b OR c', 3, 'A parenthesis that is opened here is not closed.'],
  ['(', 1, 'A parenthesis that is opened here is not closed.'],
  ['a)', 2, 'A parenthesis that is closed here is not opened.'],
  [')', 1, 'A parenthesis that is closed here is not opened.'],
  ['a:(b c)', 6, 'Two values in parentheses need OR or AND between them.'],
  ['a:(b -c)', 6, 'Two values in parentheses need OR or AND between them.'],
  ['a:(b (c))', 6, 'Two values in parentheses need OR or AND between them.'],
  ['a:', 2, NO_VALUE],
  ['a: b', 2, NO_VALUE],
  ['(a:)', 3, NO_VALUE],
  ['a:>', 3, 'Directly after “>” there must be a value.'],
  ['a:<= 3', 3, 'Directly after “<=” there must be a value.'],
  ['a:>5*', 4, COMPARED],
  ['a:[1? TO 2]', 4, COMPARED],
  ['a:[1 2]', 6, RANGE],
  ['a:[1 to 2]', 6, RANGE],
  ['a:[TO 2]', 7, RANGE],
  ['a:[1 TO ]', 9, RANGE],
  ['a:[]', 4, RANGE],
  ['a:[1 TO', 6, RANGE],
  ['a:[1 TO (2]', 9, RANGE],
  ['a:[1 TO 2', 3, 'A range that is opened here is not closed.'],
  ['a:[1 TO "2]', 9, 'A quote that is opened here is not closed.'],
  ['a:[1 TO 2]b', 10, 'After the range that is closed here there must be a space.'],
  [':b', 1, UNNAMED],
  ['@:b', 2, UNNAMED],
  ['"":b', 3, UNNAMED],
  ['a/b:c', 2, odd('/')],
  ['a 😀:c', 3, odd('😀')],
  ['a*:c', 2, odd('*')],
  ['@"a b"', 1, 'After the name of a field there must be a colon and a value.'],
  ['che*', 1, 'In free text a * stands for nothing: leave it out, or put the text in quotes.'],
  ['a \\', 3, 'After a backslash there must be the character that is meant as it is.'],
  ['a:b\\', 4, 'After a backslash there must be the character that is meant as it is.'],
  ['a'.repeat(4001), 4001, 'A filter has 4000 characters at most, and this has 4001.'],
  ['a '.repeat(201), 401, 'A filter has 200 terms at most.'],
  [`a:(${'b OR '.repeat(200)}c)`, 1004, 'A filter has 200 terms at most.'],
  ['('.repeat(51), 51, 'Parentheses and NOT are nested 50 deep at most.'],
  ['-'.repeat(51), 51, 'Parentheses and NOT are nested 50 deep at most.'],
])('says what is wrong with %j', (query, column, message) => {
  let fault: unknown;
  try {
    parseFilter(query);
  } catch (error) {
    fault = error;
  }
  expect(fault).toBeInstanceOf(FilterFault);
  expect(fault).toMatchObject({ column, message });
});

it('allows what is just within the limits', () => {
  expect(parseFilter('a'.repeat(4000)).kind).toBe('text');
  expect(parseFilter('a '.repeat(200))).toMatchObject({ of: { length: 200 } });
  expect(parseFilter(`${'('.repeat(25)}${'-'.repeat(25)}a${')'.repeat(25)}`).kind).toBe('not');
});
