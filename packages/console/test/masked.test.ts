import { expect, it } from 'vitest';
import { isMaskedText } from '../src/pages/replay/masked.js';

// What `packages/privacy` makes of texts: its tests hold the same lengths.
it.each([5, 12, 24, 48, 96, 192, 6_144])('words of %d x are masked', (length) => {
  const word = 'x'.repeat(length);
  expect([isMaskedText(word), isMaskedText(` ${word}\n xxxxx `)]).toEqual([true, true]);
});

it.each(['', '   ', 'Ada', 'xxx', 'xxxxx Ada', 'xxxxxx', 'XXXXX'])('“%s” is not', (text) => {
  expect(isMaskedText(text)).toBe(false);
});
