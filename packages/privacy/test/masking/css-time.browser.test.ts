import { expect, it } from 'vitest';
import { createMasking } from '../../src/masking/masking.js';

const masking = createMasking();
const SIZE = 1_000_000;
/** A quarter of the length takes a quarter of the time; if it were quadratic, a sixteenth. */
const MAX_GROWTH = 8;
/** Below this, in milliseconds, growth says nothing. */
const TOO_FAST = 200;
/** A machine may pause while it measures. */
const ATTEMPTS = 6;

/** Each opens, again and again, what never ends, or comes near to a token that it is not. */
const hostile = {
  'a word': 'a',
  'words that are no keywords': 'ab ',
  'words that differ': '',
  spaces: ' ',
  'line ends': '\n',
  escapes: '\\',
  'escapes of letters': '\\61 ',
  'quotation marks that are escaped': '\\"',
  strings: '"',
  'strings that a line’s end breaks off': '"\n',
  'strings that open addresses': 'url("',
  'addresses that are none': 'url("" ',
  'addresses with spaces': 'url( ',
  comments: '/*',
  'comments between': '/**/',
  'names and comments': 'a/**/',
  parentheses: '(',
  'parentheses that close': ')',
  brackets: '[',
  braces: '{',
  'braces that close': '}',
  'rules in rules': 'a{',
  'custom properties in custom properties': '--x:{',
  'declarations without an end': 'a:',
  declarations: 'a:b;',
  functions: 'a(',
  'attributes of selectors': '[a=',
  numbers: '1',
  'numbers with points': '1.',
  'numbers with signs': '1e+',
  'numbers that are long names': '-1-',
  hyphens: '-',
  'at-keywords': '@a',
  'at-rules': '@supports ',
  'exclamation marks': '!',
  'other letters': 'é',
};

const time = (work: () => unknown) => {
  const start = performance.now();
  work();
  return performance.now() - start;
};

function growth(mask: (text: string) => unknown, make: (length: number) => string): number {
  const texts = [make(SIZE / 4), make(SIZE)] as const;
  let least = Infinity;
  for (let attempt = 0; attempt < ATTEMPTS && least > MAX_GROWTH; attempt += 1) {
    const [quarter, whole] = texts.map((text) => time(() => mask(text))) as [number, number];
    least = Math.min(least, whole < TOO_FAST ? 0 : whole / quarter);
  }
  return least;
}

it.each(Object.entries(hostile))('the time to mask CSS grows as it does, of %s', (_, unit) => {
  const bare = (length: number) =>
    unit
      ? unit.repeat(length / unit.length)
      : Array.from({ length: length / 8 }, (_each, index) => `w${index.toString(36)}`).join(' ');
  const element = document.createElement('p');
  const style = (value: string) => masking.maskAttribute(element, { name: 'style', value }, 'mask');
  const sheet = (text: string) => masking.maskCss(text, 'mask');
  expect(growth(style, bare)).toBeLessThan(MAX_GROWTH);
  expect(growth(sheet, bare)).toBeLessThan(MAX_GROWTH);
  expect(growth(sheet, (length) => `a::after{content:"${bare(length)}`)).toBeLessThan(MAX_GROWTH);
  expect(growth(sheet, (length) => `a{--x:${bare(length)}`)).toBeLessThan(MAX_GROWTH);
});
