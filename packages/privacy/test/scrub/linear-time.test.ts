import { describe, expect, it } from 'vitest';
import { createScrubber } from '../../src/scrub/scrubber.js';

const scrubber = createScrubber({ queryAllowlist: ['a'], keepFragment: true, idSegments: true });
const SIZE = 1_000_000;
/** A quarter of the length takes a quarter of the time; with a quadratic pattern it would take a sixteenth. */
const MAX_GROWTH = 8;
/** Below this, in milliseconds, growth says nothing. */
const TOO_FAST = 200;
/** A machine may pause while it measures. */
const ATTEMPTS = 3;

/** Repeated, each comes as near to a pattern as it can without ever being what it looks for. */
const hostile = {
  'one word': 'a',
  'an e-mail address without an end': 'a.',
  'many e-mail addresses without an end': 'a@a.',
  'percent codes': '%40',
  digits: '1',
  'digits in groups': '4 ',
  'card numbers but for the check digit': '4111111111111112 ',
  'a phone number without an end': '0 1 ',
  brackets: '(((',
  'half a UUID': '550e8400-',
  'beginnings of tokens': 'eyJ',
  'names of credentials': 'bearer ',
  'names of secrets': 'secret',
  'quotes that open': 'password="',
  'quotes that are escaped': String.raw`password="\"`,
  escapes: String.raw`\"`,
  'prefixes of keys': 'sk_live_',
  spaces: ' ',
  schemes: 'a.',
  'URLs without a host': 'https://',
  'places in files': ':1:1)',
  'queries without a value': '?a',
  'parameters that may stay': '?a=&a=',
  'data URLs': 'data:a/',
  'segments of a path': '/a1',
  'word characters that are not letters': '_-',
};

/** Milliseconds of the processor, so that other processes do not count. */
function time(work: () => unknown): number {
  const before = process.cpuUsage();
  work();
  const { user, system } = process.cpuUsage(before);
  return (user + system) / 1_000;
}

/** How much longer the whole takes than a quarter of it; 0 where it takes no time worth measuring. */
function growth(scrub: (text: string) => string, make: (length: number) => string): number {
  const texts = [make(SIZE / 4), make(SIZE)] as const;
  let least = Infinity;
  for (let attempt = 0; attempt < ATTEMPTS && least > MAX_GROWTH; attempt += 1) {
    const [quarter, whole] = texts.map((text) => time(() => scrub(text))) as [number, number];
    least = Math.min(least, whole < TOO_FAST ? 0 : whole / quarter);
  }
  return least;
}

describe.each(['text', 'url'] as const)(
  'the time to scrub as %s grows as the text does',
  (kind) => {
    it.each(Object.entries(hostile))('of %s', (_, unit) => {
      const bare = (length: number) => unit.repeat(length / unit.length);
      // What a first name and a first quotation mark open is another text.
      const opened = (length: number) => `x password="${bare(length)}`;
      expect(growth(scrubber[kind], bare)).toBeLessThan(MAX_GROWTH);
      expect(growth(scrubber[kind], opened)).toBeLessThan(MAX_GROWTH);
    });
  },
);

it('a pattern that is quadratic would show', () => {
  const { text } = createScrubber({ patterns: [{ name: 'x', pattern: /a+b/ }] });
  const make = (length: number) => 'a'.repeat(length / 25);
  // A pause while the quarter is measured makes the growth look smaller.
  const measured = Array.from({ length: ATTEMPTS }, () => growth(text, make));
  expect(Math.max(...measured)).toBeGreaterThan(MAX_GROWTH);
});
