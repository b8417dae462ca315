import type { Problem } from './fault.js';
import type { Token } from './token.js';

export function unclosed(what: 'quote' | 'parenthesis' | 'range', from: number): Problem {
  return {
    sentence: `A ${what} that is opened here is not closed.`,
    at: { from, to: from + 1 },
  };
}

/** Something is written right behind a quote or range that ends at `to`. */
export function joined(what: 'quote' | 'range', to: number): Problem {
  return {
    sentence: `After the ${what} that is closed here there must be a space.`,
    at: { from: to - 1, to },
  };
}

const AFTER_DASH =
  'Directly after a - there must be what is to be left out; a - to look for goes in quotes.';
const UNOPENED = 'A parenthesis that is closed here is not opened.';
const EMPTY = 'Between these parentheses there must be something to look for.';

/** A term should begin behind one token, and another token comes. */
export function missing(before: Token | undefined, { is, at }: Token): Problem {
  if (before?.is === '-') return { sentence: AFTER_DASH, at: before.at };
  if (before?.is === 'AND' || before?.is === 'OR' || before?.is === 'NOT') {
    return { sentence: `After ${before.is} there must be something to look for.`, at: before.at };
  }
  if (is !== ')') return { sentence: `Before ${is} there must be something to look for.`, at };
  if (before?.is !== '(') return { sentence: UNOPENED, at };
  return { sentence: EMPTY, at: { from: before.at.from, to: at.to } };
}
