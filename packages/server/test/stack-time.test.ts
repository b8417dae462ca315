import { performance } from 'node:perf_hooks';
import type { RumEvent } from '@firsthand/protocol';
import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { errorStack } from '../src/enrich/error-stack.js';

const a = 'https://a.example/app.js';
/** Milliseconds for a stack of 64 KB on a machine that is busy; patterns that backtrack take minutes. */
const BUDGET = 200;
const SIZE = 80_000;

function read(stack: string, message = 'x') {
  const event = { type: 'error', error: { message, source: 'source', stack } } as RumEvent;
  const since = performance.now();
  const { error } = errorStack(event);
  return { frames: error?.frames ?? [], took: performance.now() - since };
}

const PIECES =
  '\r|:|::|(|)| (|((|eval at |eval at ( |), |address at |async |async*|at |@|@@|/| |  |\t|1|12345678901|:1:2|' +
  `:0x1| line 1 > |:wasm-function[|:wasm-function[1]|[|]|<|>|.|.js|*|: |\\|C:\\|https://|data:|blob:|${a}|é|\u2028|\0`;
const pieces = [...PIECES.split('|'), '|'];
const [HEADS, TAILS] = [
  ['', '    at ', '    at f (', 'f@', '@', 'https://', '    at eval (eval at '],
  ['', ')', ':1:2', ':1:2)', ', <anonymous>:1:2)', '@'],
];

describe('the time that a stack takes is linear in its length', () => {
  it.each([
    ['100 lines of 2,000 carriage returns', `${'\r'.repeat(2_000)}\n`.repeat(100)],
    ['100 lines of colons', `    at ${'::::'.repeat(4)}\n`.repeat(100)],
    ['a megabyte in one line', `    at ${'('.repeat(1_000_000)}`],
    ['a million empty lines', '\n'.repeat(1_000_000)],
    ['a message as long as the stack', `Error: ${'a: '.repeat(300_000)}`],
  ])('%s', (_, stack) => {
    expect(read(stack, stack.slice(7)).took).toBeLessThan(BUDGET);
    expect(read(`Error: x\n${stack}`).took).toBeLessThan(BUDGET);
  });

  it.each(pieces)('lines full of %j', (piece) => {
    for (const head of HEADS) {
      for (const tail of TAILS) {
        for (const length of [100, 3_900]) {
          const line = head + piece.repeat(length / piece.length) + tail;
          const stack = `${line}\n`.repeat(SIZE / line.length);
          expect(read(stack).took, `${head}…${tail}`).toBeLessThan(BUDGET);
        }
      }
    }
  });

  it('lines of any pieces, of which every frame is whole', () => {
    const line = fc.array(fc.oneof(fc.constantFrom(...pieces), fc.string()), { maxLength: 60 });
    const stack = fc.array(
      line.map((parts) => parts.join('')),
      { maxLength: 60 },
    );
    fc.assert(
      fc.property(stack, fc.constantFrom(...pieces), (lines, message) => {
        const { frames, took } = read(lines.join('\n'), message);
        expect(took).toBeLessThan(BUDGET);
        for (const { function: name, file, line: at, column } of frames) {
          expect(name || file).toBeTruthy();
          expect(`${file}${name}`).not.toContain('\n');
          for (const number of [at ?? 0, column ?? 0])
            expect(Number.isSafeInteger(number)).toBe(true);
        }
      }),
      { numRuns: 500 },
    );
  });
});

describe('a stack is read in part', () => {
  const call = `    at go (${a}:1:2)\n`;

  it('of its first hundred calls', () => {
    expect(read(`Error: x\n${call.repeat(150)}`).frames).toHaveLength(100);
  });

  it('without lines that are too long, and what they hide', () => {
    const long = `    at go (https://a.example/${'a'.repeat(4_000)}:1:2)\n`;
    expect(read(`Error: x\n${long}${call}`).frames).toEqual([
      { function: 'go', file: a, line: 1, column: 2 },
    ]);
  });

  it('up to 64 KB behind the message, and not half a line', () => {
    const message = 'long '.repeat(30_000);
    expect(read(`Error: ${message}\n${call}`, message).frames).toHaveLength(1);
    const bare = `    at ${a}:1:1234`;
    for (let cut = 1; cut < bare.length; cut += 1) {
      const stack = `${' '.repeat(64 * 1024 - cut - 1)}\n${bare}`;
      expect(read(stack).frames).toEqual([]);
    }
  });
});
