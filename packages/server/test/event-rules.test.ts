import {
  fields,
  fieldOf,
  type Condition,
  type ConditionTest,
  type Field,
} from '@firsthand/protocol/query';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { filterSql } from '../src/ask/filter-sql.js';
import { openParameters } from '../src/ask/parameters.js';
import { completeConfig } from '../src/config.js';
import { eventRules, matcherOf } from '../src/intake/filter/event-rules.js';
import { like } from '../src/intake/filter/like.js';
import { openAskedStore, type AskedStore } from './ask-fixtures.js';
import { batch, errorEvent, event, startServer } from './fixtures.js';

let asked: AskedStore;
const MANY = { any: 'many' } as const;
const ONE = { any: 'one' } as const;

/** What can be said of a value. */
function testsOf(value: unknown): ConditionTest[] {
  if (typeof value === 'boolean') return [{ is: 'equal', value }];
  if (typeof value === 'number')
    return [
      { is: 'equal', value },
      { is: 'between', low: { value, inclusive: true } },
      { is: 'between', low: { value, inclusive: false } },
      { is: 'between', high: { value, inclusive: true } },
      { is: 'between', low: { value: 0, inclusive: false }, high: { value, inclusive: false } },
    ];
  const text = String(value);
  const characters = Array.from(text);
  return [
    { is: 'equal', value: text },
    { is: 'like', pattern: [characters.slice(0, 2).join(''), MANY] },
    { is: 'like', pattern: [MANY, characters.slice(-2).join('')] },
    { is: 'like', pattern: [ONE, characters.slice(1).join('')] },
    { is: 'like', pattern: [MANY, characters[1] ?? '', MANY, ONE] },
  ];
}

function valuesOf({ sql, name }: Field): unknown[] {
  const column = name === 'type' ? 'type' : sql;
  const found = asked.rows.flatMap(
    (row) => (row as unknown as Record<string, unknown>)[column] ?? [],
  );
  return Array.from(new Set(found)).slice(0, 3);
}

/** All that a filter can ask of each field, by what is stored and by what is not. */
function conditions(): Condition[] {
  const about = (field: Field, tests: readonly ConditionTest[]) =>
    tests.map((test): Condition => ({ kind: 'field', field, test }));
  const attributes = ['context.plan', 'context.cart_value', 'context.none', 'usr.plan'].flatMap(
    (name) => {
      const field = fieldOf(name) as Field;
      const tests = [...testsOf('pro'), ...testsOf(50), { is: 'present' as const }];
      return about(field, tests);
    },
  );
  const all = fields.flatMap((field) => [
    ...about(field, [{ is: 'present' }]),
    ...about(field, valuesOf(field).flatMap(testsOf)),
    ...(field.type === 'text' || field.type === 'list'
      ? about(field, [{ is: 'equal', value: '' }])
      : []),
  ]);
  return [...all, ...attributes, { kind: 'text', text: 'CART' }, { kind: 'text', text: 'é' }];
}

/** Columns of 32 bits, which come out of the store as the shortest number that is the same in them. */
const FLOATS = new Set(
  fields
    .filter(({ from }) => /^(?:number|milliseconds)$/.test(from?.as ?? ''))
    .map(({ sql }) => sql),
);

/** As a row is made: what is empty is not there. */
function made(row: object): Record<string, unknown> {
  const entries = Object.entries(row)
    .filter(([, value]) => ![null, '', false].includes(value as null))
    .map(([name, value]) => [
      name,
      FLOATS.has(name) ? Math.fround(value as number) : (value as unknown),
    ]);
  return Object.fromEntries(entries) as Record<string, unknown>;
}

describe('a rule matches what a question finds', () => {
  beforeAll(async () => {
    asked = await openAskedStore(1_500);
  }, 60_000);
  afterAll(() => asked.close());

  it('by every field, and by what stands around conditions', async () => {
    const leaves = conditions();
    const all: Condition[] = leaves.flatMap((leaf, index) => [
      leaf,
      { kind: 'not', of: leaf },
      { kind: index % 2 ? 'all' : 'any', of: [leaf, leaves[(index * 7) % leaves.length] ?? leaf] },
    ]);
    expect(leaves.length).toBeGreaterThan(500);
    const rows = asked.rows.map(made);
    const counts = new Set<number>();
    for (let start = 0; start < all.length; start += 100) {
      const some = all.slice(start, start + 100);
      const parameters = openParameters();
      const sql = some.map((condition) => filterSql(condition, { type: 'any', parameters }));
      const [found] = await asked.store.query<{ counts: number[] }>(
        `SELECT [${sql.map((each) => `toUInt32(countIf(${each}))`).join()}] AS counts FROM events FINAL`,
        parameters.values,
      );
      const expected = some.map((condition) => rows.filter(matcherOf(condition)).length);
      const wrong = some.filter((_, index) => found?.counts[index] !== expected[index]);
      expect(wrong).toEqual([]);
      for (const count of expected) counts.add(count);
    }
    expect(counts.size).toBeGreaterThan(100);
  }, 60_000);
});

describe('a pattern', () => {
  it.each([
    [['a', MANY], 'a', true],
    [['a', MANY], 'ba', false],
    [[MANY, 'b', MANY, 'c'], 'abxbc', true],
    [[MANY, 'b', MANY, 'c'], 'abxbcd', false],
    [[ONE], '😀', true],
    [[ONE], '', false],
    [[MANY], '', true],
    [['a', ONE, 'c'], 'a\nc', true],
  ])('%j has %j: %s', (pattern, text, isOne) => {
    expect(like(pattern)(text)).toBe(isOne);
  });

  it('has an end where a text nearly has it', () => {
    // One that tried all ways would try for longer than a person lives.
    const pattern = Array.from({ length: 30 }, () => [MANY, 'a']).flat();
    expect(like([...pattern, 'b'])('a'.repeat(1_000))).toBe(false);
  });
});

describe('rum.filterRules', () => {
  it('keep events from the store, and no others', async () => {
    const rules = ['error.message:Script*', 'type:resource provider:"Google Analytics"'];
    const { post, stored } = await startServer({ rum: { filterRules: rules } });
    const resource = (url: string) =>
      event('resource', { resource: { id: url, type: 'js', url, duration: 1 } });
    const events = [
      errorEvent('Script error.'),
      resource('https://www.google-analytics.com/a.js'),
      resource('https://shop.test/a.js'),
      errorEvent('own'),
    ];
    expect((await post(batch(events))).statusCode).toBe(202);
    const found = await stored((all) => all.length >= 2);
    expect(found.map(({ type }) => type).toSorted()).toEqual(['error', 'resource']);
    expect(found.find(({ type }) => type === 'resource')).toMatchObject({
      enrichment: { resource: { provider: { type: 'first-party', name: 'shop.test' } } },
    });
  });

  it.each([
    ['@nothing:1', /rum\.filterRules\.1, .*no field nothing/s],
    ['lcp:x', /lcp/],
    ['(a', /rum\.filterRules\.1/],
    ['', /rum\.filterRules\.1, it matches every event/],
    ['*', /it matches every event/],
  ])('%s is a fault of the configuration', (rule, expected) => {
    expect(() => completeConfig({ rum: { filterRules: ['type:error', rule] } })).toThrow(expected);
    expect(() => eventRules([rule])).toThrow(/filterRules\.0/);
  });
});
