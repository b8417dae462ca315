import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { cutText, sanitize } from '../src/sanitize.js';
import { toJson } from '../src/to-json.js';

const cyclic: Record<string, unknown> = { name: 'loop', list: [] };
cyclic['self'] = cyclic;
(cyclic['list'] as unknown[]).push(cyclic);
const twice = { shared: true };

describe('an exotic value', () => {
  it.each([
    ['a big integer', 12n, '12'],
    ['a symbol', Symbol('s'), 'Symbol(s)'],
    ['a function', function named() {}, '[Function named]'],
    ['not a number', Number.NaN, 'NaN'],
    ['a date', new Date(0), '1970-01-01T00:00:00.000Z'],
    ['an invalid date', new Date('x'), 'Invalid Date'],
    [
      'a map',
      new Map<unknown, unknown>([
        ['a', 1],
        [2, new Map()],
      ]),
      { a: 1, 2: {} },
    ],
    ['a set', new Set([1, 'b']), [1, 'b']],
    ['a DOM node', document.createElement('input'), '[object HTMLInputElement]'],
    ['a window', window, '[object Window]'],
    ['bytes', new Uint8Array(9), '[object Uint8Array]'],
    ['something with toJSON', { toJSON: () => ({ a: 1 }) }, { a: 1 }],
    ['a toJSON that throws', { toJSON: () => Promise.reject.call(undefined) }, '[Unreadable]'],
    ['a cycle', cyclic, { name: 'loop', list: ['[Circular]'], self: '[Circular]' }],
    ['one object in two places', [twice, twice], [{ shared: true }, { shared: true }]],
    ['what JSON leaves out', { a: undefined, b: [undefined] }, { b: [null] }],
    ['nothing', undefined, null],
    [
      'a key that is a trap',
      JSON.parse('{"__proto__":{"polluted":1}}'),
      JSON.parse('{"__proto__":{"polluted":1}}'),
    ],
  ])('(%s) becomes something sensible', (_, value, json) => {
    expect(sanitize(value)).toEqual(json);
  });

  it('(a getter that throws) costs only itself', () => {
    const value = {
      before: 1,
      get broken(): never {
        throw new Error('no');
      },
      after: 2,
    };
    expect(sanitize(value)).toEqual({ before: 1, broken: '[Unreadable]', after: 2 });
  });

  it('(an error) keeps name, message and stack', () => {
    const error = new TypeError('broken');
    expect(sanitize(error)).toEqual({ name: 'TypeError', message: 'broken', stack: error.stack });
  });

  it('(a proxy that refuses everything) does not throw', () => {
    const { proxy, revoke } = Proxy.revocable({}, {});
    revoke();
    expect(sanitize({ proxy, fine: 1 })).toEqual({ proxy: '[Unreadable]', fine: 1 });
  });
});

describe('a value of another realm', () => {
  const frame = document.createElement('iframe');
  document.body.append(frame);
  const other = frame.contentWindow as Window & typeof globalThis;
  it.each([
    [
      'an error',
      new other.TypeError('no'),
      expect.objectContaining({ name: 'TypeError', message: 'no' }),
    ],
    ['a map', new other.Map([['a', new other.Set([1])]]), { a: [1] }],
    ['a date', new other.Date(0), '1970-01-01T00:00:00.000Z'],
    ['bytes', new other.Uint8Array(9), '[object Uint8Array]'],
    ['an element', other.document.createElement('p'), '[object HTMLParagraphElement]'],
    ['an object of its own', new other.Object(), {}],
  ])('(%s) is what it is', (_, value, json) => {
    expect(sanitize(value)).toEqual(json);
  });
});

describe('a toJSON', () => {
  it('that answers its own object is asked once', () => {
    const own = { a: 1, toJSON: () => own };
    expect(sanitize(own)).toEqual({ a: 1, toJSON: '[Function toJSON]' });
  });

  it('of what it answers is asked no more, as by JSON.stringify', () => {
    const endless = (): object => ({ b: 2, toJSON: endless });
    expect(sanitize({ toJSON: endless })).toMatchObject({ b: 2 });
  });

  it('that a library gives all objects and lists is not asked', () => {
    const prototypes = [Object.prototype, Array.prototype] as { toJSON?: () => string }[];
    try {
      for (const prototype of prototypes)
        Object.defineProperty(prototype, 'toJSON', { configurable: true, value: () => 'spoilt' });
      expect(toJson(sanitize({ a: [1, { b: 2 }], c: undefined }))).toBe('{"a":[1,{"b":2}]}');
    } finally {
      for (const prototype of prototypes) Reflect.deleteProperty(prototype, 'toJSON');
    }
  });
});

describe('a huge value', () => {
  it('is cut in depth', () => {
    let value: unknown = 'bottom';
    for (let level = 0; level < 10_000; level += 1) value = { value };
    expect(JSON.stringify(sanitize(value))).toContain('[Too deep]');
  });

  it('is cut in number', () => {
    const wide = Object.fromEntries(Array.from({ length: 50_000 }, (_, n) => [`k${n}`, n]));
    expect(Object.keys(sanitize(wide) as object)).toHaveLength(800);
  });

  it('is cut in length', () => {
    expect(String(sanitize('x'.repeat(1_000_000))).length).toBeLessThan(40_000);
  });
});

it('any JSON within the limits stays as it is', () => {
  fc.assert(
    fc.property(fc.jsonValue({ maxDepth: 5 }), (value) => {
      expect(JSON.stringify(sanitize(value))).toBe(JSON.stringify(value));
    }),
  );
});

it('anything at all becomes JSON', () => {
  fc.assert(
    fc.property(
      fc.anything({
        withBigInt: true,
        withDate: true,
        withMap: true,
        withSet: true,
        withTypedArray: true,
      }),
      (value) => {
        const json = sanitize(value);
        expect(JSON.parse(JSON.stringify(json))).toEqual(json);
      },
    ),
  );
});

it('a text is cut between two words, so that no half of a secret stays', () => {
  const text = `${'x'.repeat(32_760)} jane@example.com`;
  expect(cutText(text)).toBe(`${'x'.repeat(32_760)}...`);
  expect(cutText('short')).toBe('short');
});
