import { describe, expect, it } from 'vitest';
import { createMasking } from '../../src/masking/masking.js';
import { target } from './page.js';

const LEVELS = ['allow', 'mask-user-input', 'mask-unless-allowlisted', 'mask', 'ignore'] as const;
const shown = (html: string) => {
  const masking = createMasking({ privacyAllowlist: ['1234'] });
  const field = target(html);
  return LEVELS.map((level) => [
    masking.maskInputValue('1234', field, level),
    masking.maskAttribute(field, { name: 'value', value: '1234' }, level),
    masking.maskAttribute(field, { name: 'placeholder', value: '1235' }, level),
  ]);
};

describe('at every level', () => {
  it.each([
    'type="password"',
    'type="PASSWORD"',
    'type="email"',
    'type="tel"',
    'type="hidden"',
    'autocomplete="cc-number"',
    'autocomplete="section-a billing cc-csc"',
    'autocomplete="one-time-code"',
    'autocomplete="current-password"',
    'autocomplete="shipping TEL-national"',
    'name="user_password"',
    'id="t" name="apiKey"',
  ])('the value of a field is masked that has %s', (attributes) => {
    expect(shown(`<input id="t" ${attributes}>`)).toEqual(
      LEVELS.map(() => ['***', '***', 'xxxxx']),
    );
  });

  it('the name of a file is masked', () => {
    expect(shown('<input id="t" type="file">').map(([value]) => value)).toEqual(
      LEVELS.map(() => '***'),
    );
  });

  it.each([
    ['a text area', '<textarea id="t" autocomplete="cc-name"></textarea>'],
    ['an option', '<select autocomplete="cc-exp-month"><option id="t">1234</select>'],
  ])('the text of %s is masked that is for a card', (_, html) => {
    const masking = createMasking();
    const element = target(html);
    expect(LEVELS.map((level) => masking.maskText('1234', element, level))).toEqual(
      LEVELS.map(() => 'xxxxx'),
    );
  });

  it.each([
    ['type', 'password', 'text'],
    ['autocomplete', 'cc-number', 'off'],
    ['name', 'passwd', 'x'],
  ])('a field stays secret whose %s was %s and becomes %s', (attribute, before, after) => {
    const masking = createMasking();
    const field = target(`<input id="t" ${attribute}="${before}">`);
    expect(masking.maskInputValue('1234', field, 'allow')).toBe('***');
    field.setAttribute(attribute, after);
    expect(masking.maskInputValue('1234', field, 'allow')).toBe('***');
    expect(createMasking().maskInputValue('1234', field, 'allow')).toBe('1234');
  });
});

it('other fields are no secret', () => {
  expect(shown('<input id="t" name="search" autocomplete="street-address">')[0]).toEqual([
    '1234',
    '1234',
    '1235',
  ]);
});
