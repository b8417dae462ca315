import fc from 'fast-check';
import { expect, it } from 'vitest';
import { allOf, anyOf, type Test } from '../src/query/language/ast.js';
import {
  completionAt,
  FilterFault,
  parseFilter,
  printFilter,
  withTerm,
  withoutTerm,
  type Expression,
  type Piece,
} from '../src/query/language/index.js';

const at = { from: 0, to: 0 };

/** What means something somewhere in the language, besides anything. */
const SIGNS = [...'()[]{}"\\*?:<>=-@ \n\u00A0aé😀', 'AND', 'OR', 'NOT', ' TO ', 'a:', '\uD800'];
const word = fc.oneof(
  fc.string({ unit: fc.oneof(fc.constantFrom(...SIGNS), fc.string()), maxLength: 6 }),
  fc.constantFrom(...SIGNS, 'TO'),
);
const name = word.filter((text) => text !== '');
const bound = fc.record({ value: word, inclusive: fc.boolean() });

const pattern = fc
  .array(fc.oneof(name, fc.constantFrom({ any: 'many' } as const, { any: 'one' } as const)))
  .map((pieces) => pieces.filter((piece, index) => !repeats(piece, pieces[index - 1])))
  .filter((pieces) => pieces.some((piece) => typeof piece === 'object'))
  .filter(([first, second]) => second !== undefined || (first as { any: string }).any === 'one');

/** Texts are never neighbours, nor two signs for any number of characters. */
function repeats(piece: Piece, before: Piece | undefined): boolean {
  if (typeof piece === 'string') return typeof before === 'string';
  return typeof before === 'object' && piece.any === 'many' && before.any === 'many';
}

const test: fc.Arbitrary<Test> = fc.oneof(
  fc.record({ is: fc.constant('equal' as const), value: word, at: fc.constant(at) }),
  fc.record({ is: fc.constant('like' as const), pattern, at: fc.constant(at) }),
  fc.record({
    is: fc.constantFrom('above' as const, 'below' as const),
    value: word,
    inclusive: fc.boolean(),
    at: fc.constant(at),
  }),
  fc
    .record(
      { is: fc.constant('between' as const), low: bound, high: bound, at: fc.constant(at) },
      { requiredKeys: ['is', 'at'] },
    )
    .filter(({ low, high }) => low !== undefined || high !== undefined),
  fc.constant({ is: 'present' as const, at }),
);

const { expression } = fc.letrec<{ expression: Expression }>((tie) => ({
  expression: fc.oneof(
    { maxDepth: 5, withCrossShrink: true },
    fc.record({
      kind: fc.constant('term' as const),
      field: fc.oneof(name, fc.constantFrom('a', 'b')),
      fieldAt: fc.constant(at),
      test,
    }),
    fc.record({ kind: fc.constant('text' as const), text: word, at: fc.constant(at) }),
    tie('expression').map((of) => ({ kind: 'not' as const, of })),
    fc.array(tie('expression'), { maxLength: 3 }).map(allOf),
    fc.array(tie('expression'), { minLength: 1, maxLength: 3 }).map(anyOf),
  ),
}));

function spanless(value: unknown): unknown {
  return JSON.parse(
    JSON.stringify(value, (key, inner) => (key === 'at' || key === 'fieldAt' ? undefined : inner)),
  );
}

it('reads what it prints', () => {
  fc.assert(
    fc.property(expression, (expression) => {
      const printed = printFilter(expression);
      fc.pre(printed.length <= 4000);
      expect(spanless(parseFilter(printed))).toEqual(spanless(expression));
      expect(printFilter(parseFilter(printed))).toBe(printed);
    }),
    { numRuns: 3000 },
  );
});

const query = fc.string({
  unit: fc.oneof(
    { arbitrary: fc.constantFrom(' ', ' OR ', 'a:', 'a:(', ')', 'b', '"b c"', '-'), weight: 6 },
    { arbitrary: fc.constantFrom(...SIGNS, '@"c d":', 'a:[1 TO 2]', 'a:>'), weight: 2 },
    { arbitrary: fc.string({ maxLength: 2 }), weight: 1 },
  ),
  maxLength: 30,
});

function parsed(text: string): Expression | undefined {
  try {
    return parseFilter(text);
  } catch (error) {
    if (!(error instanceof FilterFault)) throw error;
    expect(error.column).toBeGreaterThanOrEqual(1);
    expect(error.at.from).toBeLessThanOrEqual(error.at.to);
    expect(error.at.to).toBeLessThanOrEqual(text.length);
    return undefined;
  }
}

it('reads any text, or says what is wrong, and completes wherever the caret is', () => {
  fc.assert(
    fc.property(query, fc.nat(40), (text, caret) => {
      const expression = parsed(text);
      const printed = expression && parseFilter(printFilter(expression));
      expect(spanless([printed])).toEqual(spanless([expression]));
      const completion = completionAt(text, caret);
      if (!completion) return;
      expect(completion.from).toBeLessThanOrEqual(completion.to);
      expect(completion.to).toBeLessThanOrEqual(text.length);
    }),
    { numRuns: 5000 },
  );
});

it('completes what is read as what it completes', () => {
  fc.assert(
    fc.property(query, fc.nat(30), (text, caret) => {
      const found = completionAt(text, caret);
      if (!found || found.to === found.from || !parsed(text)) return;
      const { kind, field = 'new', from, to } = found;
      const isNamed = kind === 'value' || text[to] === ':';
      const completed = `${text.slice(0, from)}new${isNamed ? '' : ':new '}${text.slice(to)}`;
      const terms = termsOf(parseFilter(completed));
      const value = kind === 'value' || !isNamed ? { value: 'new' } : {};
      expect(terms).toContainEqual(
        expect.objectContaining({ field, test: expect.objectContaining(value) }),
      );
    }),
    { numRuns: 3000 },
  );
});

function termsOf(expression: Expression): Expression[] {
  if (expression.kind === 'not') return termsOf(expression.of);
  return 'of' in expression ? expression.of.flatMap(termsOf) : [expression];
}

it('adds terms to, and takes them out of, any filter', () => {
  const isFilter = (text: string) => parsed(text) !== undefined;
  fc.assert(
    fc.property(query.filter(isFilter), name, word, fc.boolean(), (text, field, value, not) => {
      const changed = withTerm(text, { field, value, not });
      const term = parseFilter(withTerm('', { field, value, not }));
      const parts = parseFilter(changed);
      const all = parts.kind === 'all' ? parts.of : [parts];
      expect(spanless(all)).toContainEqual(spanless(term));
      expect(withTerm(changed, { field, value, not })).toBe(changed);
      const without = withoutTerm(changed, field);
      const rest = parseFilter(without);
      expect(spanless(rest.kind === 'all' ? rest.of : [rest])).not.toContainEqual(spanless(term));
    }),
    { numRuns: 2000 },
  );
});

const SHORT = '( - " a: a:( \\ * : @ a:[ a:" ) 😀 a:**?'.split(' ');
const SPACED = ['a: ', 'NOT ', 'OR ', 'a:[x ', 'a:["\\"] ', '" ', '"a" ', 'a:(b OR ', '((a) '];

it.each([...SHORT, ...SPACED])('takes little time for a text of %j', (sign) => {
  const text = sign.repeat(4000).slice(0, 4000);
  // The machine may do other work.
  const times = [1, 2, 3].map(() => {
    const start = performance.now();
    parsed(text);
    completionAt(text, 4000);
    return performance.now() - start;
  });
  expect(Math.min(...times)).toBeLessThan(50);
});
