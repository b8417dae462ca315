import type { Piece } from './ast.js';
import type { Problem } from './fault.js';

export interface Reading<Found> {
  /** Where it ends. */
  to: number;
  found: Found | Problem;
}

export type Ends = (character: string) => boolean;

export const isSpace: Ends = (character) => /\s/.test(character);
export const endsWord: Ends = (character) => /[\s()]/.test(character);
export const endsHead: Ends = (character) => /[\s():]/.test(character);
export const endsBound: Ends = (character) => /[\s()\]}]/.test(character);

/** What a field's name may hold without quotes: one code point. */
export const isOfName: Ends = (character) => /^[\p{L}\p{M}\p{N}_.$-]$/u.test(character);

/** Words that join terms, unless they are written in quotes or small letters. */
export const KEYWORDS = ['AND', 'OR', 'NOT'] as const;

export function afterSpace(text: string, from: number): number {
  let at = from;
  while (isSpace(text.charAt(at))) at += 1;
  return at;
}

export function isEnd(text: string, at: number, ends = endsWord): boolean {
  return at >= text.length || ends(text.charAt(at));
}

/** The text in the quotes that begin at `from`; a backslash matters before a quote and a backslash alone. */
export function quotedAt(text: string, from: number) {
  let value = '';
  for (let at = from + 1; at < text.length; at += 1) {
    if (text.charAt(at) === '"') return { value, to: at + 1, isClosed: true };
    if (text.charAt(at) === '\\' && /["\\]/.test(text.charAt(at + 1))) at += 1;
    value += text.charAt(at);
  }
  return { value, to: text.length, isClosed: false };
}

/** The word that begins at `from`: wildcards apart from texts, in which escapes are undone. */
export function wordAt(text: string, from: number, ends = endsWord): Reading<Piece[]> {
  const pieces: Piece[] = [];
  let plain = '';
  const endPlain = () => {
    if (plain) pieces.push(plain);
    plain = '';
  };
  let at = from;
  for (; !isEnd(text, at, ends); at += 1) {
    const character = text.charAt(at);
    if (character === '*' || character === '?') {
      endPlain();
      pieces.push({ any: character === '*' ? 'many' : 'one' });
    } else if (character === '\\' && at + 1 === text.length) {
      return { to: text.length, found: danglingBackslash(at) };
    } else {
      if (character === '\\') at += 1;
      plain += text.charAt(at);
    }
  }
  endPlain();
  return { to: at, found: pieces };
}

function danglingBackslash(at: number): Problem {
  const sentence = 'After a backslash there must be the character that is meant as it is.';
  return { sentence, at: { from: at, to: at + 1 } };
}
