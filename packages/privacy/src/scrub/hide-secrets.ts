import { hideCardNumbers } from './card-numbers.js';

/** A shape of text that must not leave, such as a national id: it becomes `<name>`. */
export interface SecretPattern {
  name: string;
  /** Must be linear in the length of the text: no quantifier within another. */
  pattern: RegExp;
}

/**
 * A word, and what makes it an address. Not what looks alike: a version (`vue@3.4.1`), a picture for dense screens
 * (`logo@2x.png`).
 */
const WORD_OR_EMAIL =
  /[^\s"'<>()[\],;:/\\=&?#|{}@%]+((?:@|%40)(?!\d+(?:\.\d|x\.))(?:[^\s"'<>()[\],;:/\\=&?#|{}@%.]{1,63}\.){1,9}[a-z\xa1-\uffff]{2,24})?/gi;

const AT = /@|%40/;

/** Names of what is secret by its nature, in objects and in texts; but parsers speak of an "unexpected token: }". */
export const SECRET_NAME =
  /passw|pwd|secret|credential|authorization|cookie|api[_-]?key|[\w-]token|token(?=$|\\?["']?[:=]\S)/i;

const NAMED = new RegExp(
  `((?:${SECRET_NAME.source})\\w{0,16}\\\\?["']?\\s*[:=]\\s*)` +
    `(?:\\\\?"(?:[^"\\\\]|\\\\.)*"?|'[^']*'?|(?:(?:basic|bearer|digest) )?[^\\s"'&,;)}\\]]+)`,
  'gi',
);

/** A word that follows in prose is in small letters. */
const CREDENTIALS = /([Bb]earer|BEARER|[Bb]asic|BASIC)\s+(?=[a-z.]*[\dA-Z_~+/=-])[\w.~+/=-]{8,}/g;

/** JSON web tokens, and the prefixes by which issuers have their keys found. */
const KEYS =
  /eyJ[\w.+/=-]{8,}|(?:[prs]k_(?:live|test)_|whsec_|gh[oprsu]_|github_pat_|glpat-|xox[a-z]-|AIza|sk-(?:ant|proj)-|A[KS]IA(?=[\dA-Z]{12}))[\w-]{10,}/g;

/** International, with the zero that stands for it or for the trunk, and as in North America. */
const PHONE =
  /\+[1-9](?:[ ()./-]{0,2}\d){7,}|(^|[^\w.-])(?:00?[1-9](?:[ ()./-]{0,2}\d){7,13}|\(?[2-9]\d\d\)?[ .-]{1,2}\d{3}[ .-]\d{4})(?![\w-])/g;

/** A text without e-mail addresses, tokens and keys, card and phone numbers; time is linear in its length. */
export function createSecretHider(patterns: readonly SecretPattern[] = []) {
  const own = patterns.map(({ name, pattern: { source, flags } }) => ({
    pattern: new RegExp(source, flags.includes('g') ? flags : `${flags}g`),
    placeholder: `<${name}>`,
  }));
  return (text: string): string => {
    let hidden = text;
    for (const { pattern, placeholder } of own) {
      hidden = hidden.replace(pattern, () => placeholder);
    }
    // Most texts hold none, and reading word by word costs most.
    if (AT.test(hidden))
      hidden = hidden.replace(WORD_OR_EMAIL, (word, domain) => (domain ? '<email>' : word));
    return hideCardNumbers(
      hidden
        .replace(NAMED, '$1<secret>')
        .replace(CREDENTIALS, '$1 <token>')
        .replace(KEYS, '<token>'),
    ).replace(PHONE, (_, before = '') => `${before}<phone>`);
  };
}
