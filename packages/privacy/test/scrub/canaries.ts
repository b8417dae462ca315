import fc from 'fast-check';

const digits = (length: number) =>
  fc.array(fc.integer({ min: 0, max: 9 }), { minLength: length, maxLength: length });
const word = (alphabet: string, minLength: number, maxLength = minLength) =>
  fc
    .array(fc.constantFrom(...alphabet), { minLength, maxLength })
    .map((characters) => characters.join(''));
const SMALL = 'abcdefghijklmnopqrstuvwxyz';
const ALPHANUMERIC = `${SMALL}${SMALL.toUpperCase()}0123456789`;

/** By the definition of the check digit, from the right; ours reads from the left. */
function withCheckDigit(payload: number[]): string {
  const doubled = payload.toReversed().map((digit, index) => (index % 2 ? digit : digit * 2));
  const sum = doubled.reduce((sum, value) => sum + (value > 9 ? value - 9 : value), 0);
  return [...payload, (10 - (sum % 10)) % 10].join('');
}

const grouped = (number: string, separator: string) =>
  number.replace(/\d{4}(?=\d)/g, (group) => group + separator);

/** A secret of each shape that is known. */
export const canaries = {
  email: fc
    .tuple(word(`${SMALL}0123456789._+-`, 1, 30), word(SMALL, 2, 20), word(SMALL, 2, 6))
    .map(([local, domain, top]) => `${local}@${domain}.${top}`),
  card: fc
    .tuple(fc.integer({ min: 2, max: 6 }), fc.integer({ min: 10, max: 17 }).chain(digits))
    .chain(([first, rest]) =>
      fc
        .constantFrom('', ' ', '-', '+', '\u00a0')
        .map((separator) => grouped(withCheckDigit([first, ...rest]), separator)),
    ),
  phone: fc
    .tuple(
      fc.constantFrom('+', '0', '00'),
      fc.integer({ min: 1, max: 9 }),
      fc.integer({ min: 7, max: 12 }).chain(digits),
      fc.constantFrom('', ' ', '-', '/', '.'),
    )
    .map(([prefix, first, rest, separator]) =>
      [`${prefix}${first}${rest[0]}`, rest.slice(1).join('')].join(separator),
    ),
  jwt: fc
    .tuple(word(ALPHANUMERIC, 8, 40), word(`${ALPHANUMERIC}-_`, 8, 80))
    .map(([header, payload]) => `eyJ${header}.eyJ${payload}.${payload}`),
  bearer: word(ALPHANUMERIC, 8, 40)
    .filter((token) => /[A-Z\d]/.test(token))
    .map((token) => `Bearer ${token}`),
  key: fc
    .tuple(
      fc.constantFrom('sk_live_', 'rk_test_', 'ghp_', 'glpat-', 'AKIA'),
      word(ALPHANUMERIC.toUpperCase(), 16, 40),
    )
    .map(([prefix, rest]) => prefix + rest),
  password: word(`${ALPHANUMERIC}!$*`, 7, 20).map((password) => `password=${password}`),
};

/** What may stand before and after, where a secret is a word of its own. */
export const around = fc.constantFrom(
  ' ',
  '"',
  "'",
  ' (',
  '\n',
  ': ',
  ', ',
  '<b>',
  '; ',
  'é ',
  '=',
);
