import type { RumEvent } from '@firsthand/protocol';
import { describe, expect, it } from 'vitest';
import { errorStack } from '../src/enrich/error-stack.js';

const app = 'https://shop.test/app.js';
const frames = (stack: string) =>
  errorStack({ type: 'error', error: { message: 'x', source: 'source', stack } } as RumEvent).error
    ?.frames;

describe('a stack is read as it is written by', () => {
  it.each([
    [
      'Chromium',
      `TypeError: x is not a function\n    at pay (${app}:3:14)\n    at async Cart.submit (${app}:9:2)\n    at ${app}:20:1\n    at new Order (${app}:30:5)`,
      [
        { function: 'pay', file: app, line: 3, column: 14 },
        { function: expect.stringContaining('Cart.submit'), file: app, line: 9, column: 2 },
        { file: app, line: 20, column: 1 },
        { function: 'new Order', file: app, line: 30, column: 5 },
      ],
    ],
    [
      'Chromium, with code that was evaluated',
      `Error: x\n    at eval (eval at run (${app}:5:1), <anonymous>:1:7)`,
      [expect.objectContaining({ function: 'eval', file: app, line: 5 })],
    ],
    [
      'Firefox',
      `pay@${app}:3:14\nasync*submit@${app}:9:2\n@${app}:20:1`,
      [
        { function: 'pay', file: app, line: 3, column: 14 },
        { function: expect.stringContaining('submit'), file: app, line: 9, column: 2 },
        { file: app, line: 20, column: 1 },
      ],
    ],
    [
      'Safari',
      `pay@${app}:3:14\nglobal code@${app}:20:1\n[native code]`,
      [
        { function: 'pay', file: app, line: 3, column: 14 },
        { function: 'global code', file: app, line: 20, column: 1 },
      ],
    ],
  ])('%s', (_, stack, expected) => {
    expect(frames(stack)).toEqual(expected);
  });
});

describe('a stack', () => {
  it('names the first call that it knows', () => {
    const event = {
      type: 'error',
      error: { message: 'x', source: 'custom', handling_stack: `Error\n    at pay (${app}:3:14)` },
    } as RumEvent;
    expect(errorStack(event).error?.culprit).toBe(`pay in ${app}`);
  });

  it('of fifty thousand lines, or of one that is as long, is read in no time and in part', () => {
    expect(frames(`Error\n${`    at pay (${app}:3:14)\n`.repeat(50_000)}`)).toHaveLength(100);
    expect(frames(`Error\n    at ${'('.repeat(900_000)}`)).toBeUndefined();
    expect(frames(`Error\n${'a@'.repeat(900)}\n`.repeat(40))).toBeUndefined();
  });

  it.each(['', 'no stack at all', '\n\n', '@@@@'])('that is none (%j) has no frames', (stack) => {
    expect(frames(stack) ?? []).toEqual([]);
  });
});
