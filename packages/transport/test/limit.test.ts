import { expand, LIMITS } from '@firsthand/protocol';
import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { limit } from '../src/limit.js';
import { toJson } from '../src/sections.js';

const { maxBytes, maxAttributes, maxDepth, maxName } = LIMITS.event;

const plain = {
  type: 'error',
  date: 1,
  source: 'browser',
  application: { id: 'app' },
  session: { id: 's', type: 'user' },
  view: { id: 'v', url: 'https://shop.test/', name: '/' },
  error: { message: 'it broke', source: 'source', handling: 'unhandled' },
};

/** The event as the server gets it, and what it counts. */
function limited(event: object) {
  const { shared, trimmed, ...rest } = limit(event);
  const json = toJson(shared, rest);
  const received = expand({}, JSON.parse(json) as Record<string, unknown>);
  return { received, trimmed, bytes: Buffer.byteLength(json), ...count(received) };
}

function count(value: unknown): { attributes: number; depth: number } {
  if (typeof value !== 'object' || value === null) return { attributes: 0, depth: 0 };
  const children = Object.values(value);
  const counted = children.map(count);
  return {
    attributes: counted.reduce((sum, { attributes }) => sum + attributes, children.length),
    depth: 1 + Math.max(0, ...counted.map(({ depth }) => depth)),
  };
}

/** Fails the test if the intake would refuse it for its size. */
function expectWithin({ bytes, attributes, depth }: ReturnType<typeof limited>) {
  expect(bytes).toBeLessThanOrEqual(maxBytes);
  expect(attributes).toBeLessThanOrEqual(maxAttributes);
  expect(depth).toBeLessThanOrEqual(maxDepth);
}

const deep = (levels: number): object => (levels ? { in: deep(levels - 1) } : {});
const wide = (attributes: number) =>
  Object.fromEntries(Array.from({ length: attributes }, (_, n) => [`key${n}`, n]));
const cyclic: Record<string, unknown> = {};
cyclic['self'] = cyclic;

describe('an event within the limits', () => {
  it('stays as it is', () => {
    const event = { ...plain, context: { ...wide(900), list: [1, [2, { a: null }]] } };
    expect(limited(event)).toMatchObject({ received: event, trimmed: [] });
  });
});

describe('an event beyond the limits keeps what was collected and gives up', () => {
  it.each<[string, object, string[]]>([
    ['attributes of its context', { context: { small: 1, large: wide(2_000) } }, ['context.large']],
    ['holes in a list', { context: { list: Object.assign([], { 2_000: 1 }) } }, ['context.list']],
    ['keys of its context', { context: wide(3_000) }, expect.arrayContaining(['context.key980'])],
    ['levels of its context', { context: { a: deep(40) } }, ['context.a']],
    ['a long text', { context: { text: 'x'.repeat(2_000_000) } }, ['context.text']],
    ['a text of wide characters', { context: { text: '😀'.repeat(400_000) } }, ['context.text']],
    [
      'a text of control characters',
      { context: { text: '\u0001'.repeat(900_000) } },
      ['context.text'],
    ],
    [
      'many long texts',
      { context: { texts: Array.from({ length: 90 }, () => 'x'.repeat(20_000)) } },
      ['context.texts'],
    ],
    [
      'a long key',
      { context: { ['k'.repeat(1_500_000)]: 1 } },
      [expect.stringMatching(/^context\.k+$/)],
    ],
    ['a large user', { usr: { id: 'u', traits: wide(2_000) } }, ['usr.traits']],
    [
      'a long list of causes',
      {
        error: {
          ...plain.error,
          causes: Array.from({ length: 2_000 }, () => ({ message: 'why' })),
        },
      },
      ['error.causes'],
    ],
    [
      'a huge stack',
      { error: { ...plain.error, stack: 'at x\n'.repeat(400_000) } },
      ['error.stack'],
    ],
  ])('%s', (_, part, trimmed) => {
    const result = limited({ ...plain, ...part });
    expectWithin(result);
    expect(result.received).toMatchObject(plain);
    expect(result.trimmed).toEqual(trimmed);
    expect((result.received['_dd'] as { trimmed: string[] }).trimmed).toEqual(
      result.trimmed.slice(0, 20).map((path) => path.slice(0, 100)),
    );
  });

  it('the context before the user, and large parts before small ones', () => {
    const { received } = limited({
      ...plain,
      usr: { id: 'u', traits: wide(500) },
      context: { small: 1, large: wide(600) },
    });
    expect(received).toMatchObject({ usr: { id: 'u', traits: wide(500) }, context: { small: 1 } });
  });

  it('the rest of a name', () => {
    const { received } = limited({
      ...plain,
      view: { ...plain.view, name: 'n'.repeat(9_000) },
      version: '1'.repeat(9_000),
    });
    expect(received).toMatchObject({
      view: { name: 'n'.repeat(maxName) },
      version: '1'.repeat(maxName),
    });
  });
});

describe('an event with what JSON cannot hold', () => {
  it.each<[string, unknown, unknown]>([
    ['a cycle', cyclic, { self: '[Circular]' }],
    ['a big integer', 12n, '12'],
    [
      'a getter that throws',
      Object.defineProperty({}, 'x', {
        enumerable: true,
        get() {
          throw new Error('no');
        },
      }),
      { x: '[Unreadable]' },
    ],
    [
      'a toJSON that throws',
      {
        toJSON() {
          throw new Error('no');
        },
      },
      '[Unreadable]',
    ],
  ])('%s, has a text in its place', (_, value, shown) => {
    expect(limited({ ...plain, context: { value } }).received).toEqual({
      ...plain,
      context: { value: shown },
    });
  });
});

describe('any event', () => {
  const anything = fc.anything({
    withBigInt: true,
    withDate: true,
    withMap: true,
    withSet: true,
    withObjectString: true,
    withNullPrototype: true,
    withTypedArray: true,
    withSparseArray: true,
    maxDepth: 6,
    maxKeys: 20,
  });
  const heavy = fc.oneof(
    { weight: 6, arbitrary: anything },
    fc.integer({ min: 0, max: 4_000 }).map(wide),
    fc.integer({ min: 0, max: 60 }).map(deep),
    fc
      .tuple(
        fc.string({ unit: 'binary', minLength: 1, maxLength: 4 }),
        fc.integer({ min: 0, max: 400_000 }),
      )
      .map(([text, times]) => text.repeat(times)),
  );
  const events = fc.record(
    {
      context: fc.dictionary(fc.string({ unit: 'binary' }), heavy, { maxKeys: 30 }),
      usr: heavy,
      error: fc.dictionary(fc.string(), heavy),
      _dd: heavy,
      custom: heavy,
    },
    { requiredKeys: [] },
  );

  it('is within the limits, and keeps what every event must have', () => {
    fc.assert(
      fc.property(events, (extra) => {
        const error = { ...plain.error, ...extra.error, ...plain.error };
        const result = limited({ ...plain, ...extra, error });
        expectWithin(result);
        expect(result.received).toMatchObject(plain);
      }),
      { numRuns: 300 },
    );
  });
});
