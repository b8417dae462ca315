import { describe, expect, it } from 'vitest';
import { createMasking, type Masking } from '../../src/masking/masking.js';
import { LEVELS, target } from './page.js';

const masking = createMasking({ privacyAllowlist: ['Add to  cart'] });

/** What leaves at each level, in the order of strictness. */
const atEachLevel = <T>(mask: (masking: Masking, level: (typeof LEVELS)[number]) => T) =>
  LEVELS.map((level) => mask(masking, level));

describe('text', () => {
  it.each([
    ['of a paragraph', '<p id="t">', 'Ann', ['Ann', 'Ann', 'xxxxx', 'xxxxx', 'xxxxx', '']],
    [
      'that is allowlisted',
      '<button id="t">',
      ' ADD to cart\n',
      [
        ' ADD to cart\n',
        ' ADD to cart\n',
        ' ADD to cart\n',
        ' xxxxx xxxxx xxxxx\n',
        ' xxxxx xxxxx xxxxx\n',
        '',
      ],
    ],
    [
      'of a text area',
      '<textarea id="t">',
      'Add to cart',
      userInput('Add to cart', 'xxxxx xxxxx xxxxx'),
    ],
    ['of an option', '<select><option id="t">', 'Ann', userInput('Ann', 'xxxxx')],
    ['of a group of options', '<select><optgroup id="t">', 'Ann', userInput('Ann', 'xxxxx')],
    ['that can be edited', '<div contenteditable><b id="t">', 'Ann', userInput('Ann', 'xxxxx')],
    [
      'among what can be edited',
      '<div contenteditable><b contenteditable="false" id="t">',
      'Ann',
      userInput('Ann', 'xxxxx'),
    ],
    [
      'of an editor of the page’s own',
      '<div role="textbox"><i id="t">',
      'Ann',
      userInput('Ann', 'xxxxx'),
    ],
    ['of an SVG', '<svg><text id="t">', 'Ann', ['Ann', 'Ann', 'xxxxx', 'xxxxx', 'xxxxx', '']],
    [
      'of the title of an SVG',
      '<svg><title id="t">',
      'Ann',
      ['Ann', 'Ann', 'xxxxx', 'xxxxx', 'xxxxx', ''],
    ],
    [
      'of a custom element',
      '<x-name id="t">',
      'Ann',
      ['Ann', 'Ann', 'xxxxx', 'xxxxx', 'xxxxx', ''],
    ],
    ['of a script', '<script id="t">', 'var ann', ['', '', '', '', '', '']],
    [
      'of a style sheet',
      '<style id="t">',
      'p:after{content:"Ann"}',
      [
        'p:after{content:"Ann"}',
        'p:after{content:"Ann"}',
        'p:after{content:"xxxxx"}',
        'p:after{content:"xxxxx"}',
        'p:after{content:"xxxxx"}',
        '',
      ],
    ],
  ])('%s leaves as its level says', (_, html, text, expected) => {
    const parent = target(html);
    expect(atEachLevel(({ maskText }, level) => maskText(text, parent, level))).toEqual(expected);
  });

  it('right in a shadow root is content', () => {
    expect(atEachLevel(({ maskText }, level) => maskText('Ann', null, level))).toEqual([
      'Ann',
      'Ann',
      'xxxxx',
      'xxxxx',
      'xxxxx',
      '',
    ]);
  });
});

describe('the value', () => {
  it.each([
    ['of a text field', '<input id="t">', userInput('Ann', '***')],
    ['of a search field', '<input id="t" type="search">', userInput('Ann', '***')],
    ['of a date', '<input id="t" type="date">', userInput('Ann', '***')],
    ['of a slider', '<input id="t" type="range">', userInput('Ann', '***')],
    ['of a check box', '<input id="t" type="checkbox">', userInput('Ann', '***')],
    ['of a text area', '<textarea id="t">', userInput('Ann', '***')],
    ['of a choice', '<select id="t">', userInput('Ann', '***')],
    [
      'on a button',
      '<input id="t" type="SUBMIT">',
      ['Ann', 'Ann', 'xxxxx', 'xxxxx', 'xxxxx', 'xxxxx'],
    ],
  ])('%s leaves as its level says', (_, html, expected) => {
    const field = target(html);
    expect(atEachLevel(({ maskInputValue }, level) => maskInputValue('Ann', field, level))).toEqual(
      expected,
    );
  });

  it('that is empty looks empty', () => {
    expect(masking.maskInputValue('', target('<input id="t">'), 'mask')).toBe('');
  });

  it('tells nothing of its length', () => {
    const field = target('<input id="t">');
    expect(masking.maskInputValue('a'.repeat(50), field, 'mask')).toBe('***');
  });
});

describe('the state', () => {
  it.each([
    ['of a check box', '<input id="t" type="checkbox">', 'checked'],
    ['of a radio button', '<input id="t" type="radio">', 'checked'],
    ['of an option', '<select><option id="t">', 'selected'],
    ['of a check box of the page’s own', '<div id="t" role="checkbox">', 'aria-checked'],
    ['of a slider of the page’s own', '<div id="t" role="slider">', 'aria-valuenow'],
  ])('%s leaves at allow alone', (_, html, name) => {
    const field = target(html);
    const states = atEachLevel(({ maskAttribute }, level) =>
      maskAttribute(field, { name, value: '1' }, level),
    );
    expect(states).toEqual(['1', null, null, null, null, null]);
    expect(atEachLevel(({ showsInput }, level) => showsInput(field, level))).toEqual(
      states.map((state) => state === '1'),
    );
  });
});

describe('masked characters', () => {
  it.each([
    ['keep white space', ' a\n\tbc  d ', ' xxxxx\n\txxxxx  xxxxx '],
    ['hide the length of a short word', 'yes no maybe absolute', 'xxxxx xxxxx xxxxx xxxxx'],
    ['keep the class of a long one', 'a'.repeat(9), 'x'.repeat(12)],
    ['up to its end', 'a'.repeat(16), 'x'.repeat(12)],
    ['and the next', 'a'.repeat(17), 'x'.repeat(24)],
    ['count signs, not code units', '😀😀😀😀😀😀😀😀', 'xxxxx'],
    ['are none of nothing', '', ''],
  ])('%s', (_, text, masked) => {
    expect(masking.maskText(text, null, 'mask')).toBe(masked);
  });
});

/** Only `allow` shows what a person did; `hidden` shows not even that there is a text. */
function userInput(shown: string, masked: string): string[] {
  return [shown, masked, masked, masked, masked, masked === '***' ? masked : ''];
}
