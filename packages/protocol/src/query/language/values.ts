import type { Piece, Test } from './ast.js';
import { isEnd, wordAt, type Reading } from './characters.js';
import { isProblem } from './fault.js';
import { rangeAt } from './range.js';
import { scalarAt, textAt } from './scalars.js';

/** What a field is asked for from `from` on: the rest of a term behind its colon, or one of a group of values. */
export function valueAt(text: string, from: number): Reading<Test> {
  const first = text.charAt(from);
  if (first === '"') return quoted(text, from);
  if (first === '[' || first === '{') return rangeAt(text, from);
  if (first === '>' || first === '<') return comparison(text, from);
  const { to, found } = wordAt(text, from);
  return { to, found: isProblem(found) ? found : testOf(found, { from, to }) };
}

function testOf(pieces: Piece[], at: Test['at']): Test {
  const pattern = pieces.filter((piece, index) => !(isMany(piece) && isMany(pieces[index - 1])));
  const [first = '', second] = pattern;
  if (second !== undefined) return { is: 'like', pattern, at };
  if (typeof first === 'string') return { is: 'equal', value: first, at };
  return first.any === 'many' ? { is: 'present', at } : { is: 'like', pattern, at };
}

function isMany(piece: Piece | undefined): boolean {
  return typeof piece === 'object' && piece.any === 'many';
}

function quoted(text: string, from: number): Reading<Test> {
  const { to, found } = textAt(text, from);
  if (isProblem(found)) return { to, found };
  return { to, found: { is: 'equal', value: found, at: { from, to } } };
}

function comparison(text: string, from: number): Reading<Test> {
  const is = text.charAt(from) === '>' ? 'above' : 'below';
  const inclusive = text.charAt(from + 1) === '=';
  const start = from + (inclusive ? 2 : 1);
  const operator = text.slice(from, start);
  if (isEnd(text, start)) {
    const sentence = `Directly after “${operator}” there must be a value.`;
    return { to: start, found: { sentence, at: { from, to: start } } };
  }
  const { to, found } = scalarAt(text, start);
  if (isProblem(found)) return { to, found };
  return { to, found: { is, value: found, inclusive, at: { from, to } } };
}
