import type { Span } from './ast.js';
import { endsHead, isOfName, quotedAt, wordAt } from './characters.js';
import { isProblem, type Problem } from './fault.js';
import { textAt } from './scalars.js';
import type { Token } from './token.js';

/** The name of a field, if a colon comes behind it, else free text. */
export function headAt(text: string, from: number): Token {
  const isMarked = text.charAt(from) === '@';
  const start = isMarked ? from + 1 : from;
  if (text.charAt(start) === '"') return quotedHead(text, { from, start });
  const { to, found } = wordAt(text, start, endsHead);
  const at = { from, to };
  if (text.charAt(to) === ':') return { is: 'field', name: nameOf(text, { from: start, to }), at };
  if (isProblem(found)) return { is: 'text', text: found, at };
  if (text.slice(from, to) === '*') return { is: 'everything', at };
  const pieces = found.map((piece) =>
    typeof piece === 'string' ? piece : wildcard(piece.any, at),
  );
  const problem = pieces.find(isProblem);
  return { is: 'text', text: problem ?? `${isMarked ? '@' : ''}${pieces.join('')}`, at };
}

function quotedHead(text: string, { from, start }: { from: number; start: number }): Token {
  const { to, value, isClosed } = quotedAt(text, start);
  const at = { from, to };
  if (isClosed && text.charAt(to) === ':') return { is: 'field', name: value || nameless(to), at };
  const { found } = textAt(text, start);
  if (from === start || isProblem(found)) return { is: 'text', text: found, at };
  const sentence = 'After the name of a field there must be a colon and a value.';
  return { is: 'text', text: { sentence, at }, at };
}

function nameOf(text: string, { from, to }: Span): string | Problem {
  let name = '';
  for (let at = from; at < to;) {
    const isEscaped = text.charAt(at) === '\\';
    if (isEscaped) at += 1;
    const character = String.fromCodePoint(text.codePointAt(at) ?? 0);
    if (!isEscaped && !isOfName(character)) return odd(character, at);
    name += character;
    at += character.length;
  }
  return name || nameless(to);
}

function odd(character: string, from: number): Problem {
  const sentence = `The name of a field with “${character}” in it goes in quotes, and so does a text with a colon.`;
  return { sentence, at: { from, to: from + character.length } };
}

function nameless(from: number): Problem {
  const sentence =
    'Before a colon there must be the name of a field; a text with a colon goes in quotes.';
  return { sentence, at: { from, to: from + 1 } };
}

/** A text is found wherever it is, so that only `?` has a use, as itself. */
function wildcard(any: 'many' | 'one', at: Span): string | Problem {
  if (any === 'one') return '?';
  const sentence = 'In free text a * stands for nothing: leave it out, or put the text in quotes.';
  return { sentence, at };
}
