import { expect, it } from 'vitest';
import { duration, offset } from '../src/format.js';

it.each([
  [0, '0 ms'],
  [999.4, '999 ms'],
  [999.6, '1.00 s'],
  [1_000, '1.00 s'],
  [59_999, '1 min 0 s'],
  [60_000, '1 min 0 s'],
  [3_599_900, '1 h 0 min'],
  [3_600_000, '1 h 0 min'],
  [5_400_000, '1 h 30 min'],
])('%d ms reads %s', (milliseconds, text) => {
  expect(duration(milliseconds)).toBe(text);
});

it.each([
  [0, '+0:00.0'],
  [-5, '+0:00.0'],
  [12_345, '+0:12.3'],
  [59_960, '+1:00.0'],
  [61_000, '+1:01.0'],
  [3_599_940, '+59:59.9'],
  [3_599_960, '+1:00:00.0'],
  [7_263_450, '+2:01:03.5'],
])('%d ms after the start reads %s', (milliseconds, text) => {
  expect(offset(milliseconds)).toBe(text);
});
