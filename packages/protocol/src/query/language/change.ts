import type { Expression } from './ast.js';
import { partsOf, type Part } from './parse.js';
import { printTerm } from './print.js';

export interface Wanted {
  field: string;
  value: string;
  /** Events with this value are to be left out. */
  not?: boolean;
}

/** A part as it is written, with what stands between it and the one before. */
interface Piece {
  expression: Expression;
  text: string;
  gap: string;
}

/**
 * The filter with one more term, as a click on a value adds it: at the end, or in place of the opposite term. One that
 * is there is not added again.
 *
 * @throws {FilterFault} if the text is no filter
 */
export function withTerm(text: string, wanted: Wanted): string {
  const branches = partsOf(text);
  const term = `${wanted.not ? '-' : ''}${printTerm(wanted.field, wanted.value)}`;
  const [pieces = [], ...others] = branches.map((parts) => piecesOf(text, parts));
  if (others.length > 0) return `(${written(text, branches.flat())}) ${term}`;

  const isOpposite = ({ expression }: Piece) => isTerm(expression, { ...wanted, not: !wanted.not });
  const isThere = pieces.some(({ expression }) => isTerm(expression, wanted));
  const replaced = isThere ? undefined : pieces.find(isOpposite);
  const kept = pieces.filter((piece) => piece === replaced || !isOpposite(piece));
  if (isThere) return joined(kept);
  if (replaced)
    return joined(kept.map((piece) => (piece === replaced ? { ...piece, text: term } : piece)));
  return [joined(kept.filter(({ expression }) => !isEverything(expression))), term]
    .filter(Boolean)
    .join(' ');
}

/**
 * The filter without what asks about the field alone, also negated or in parentheses; other terms stay as they are.
 *
 * @throws {FilterFault} if the text is no filter
 */
export function withoutTerm(text: string, field: string): string {
  const branches = partsOf(text);
  const isAsked = ({ expression }: { expression: Expression }) => isAbout(expression, field);
  if (branches.length > 1) return branches.flat().every(isAsked) ? '' : text;
  return joined(piecesOf(text, branches[0] ?? []).filter((piece) => !isAsked(piece)));
}

function piecesOf(text: string, parts: readonly Part[]): Piece[] {
  return parts.map(({ expression, at }, index) => ({
    expression,
    text: text.slice(at.from, at.to),
    gap: text.slice(parts[index - 1]?.at.to ?? at.from, at.from),
  }));
}

/** Space around it is left out, but not one that a backslash makes a part of the last word. */
function written(text: string, parts: readonly Part[]): string {
  return text.slice(parts[0]?.at.from, parts.at(-1)?.at.to);
}

function joined(pieces: readonly Piece[]): string {
  return pieces.map(({ text, gap }, index) => (index ? `${gap || ' '}${text}` : text)).join('');
}

function isTerm(expression: Expression, { field, value, not }: Wanted): boolean {
  if (not) return expression.kind === 'not' && isTerm(expression.of, { field, value });
  const isOfField = expression.kind === 'term' && expression.field === field;
  return isOfField && expression.test.is === 'equal' && expression.test.value === value;
}

function isAbout(expression: Expression, field: string): boolean {
  if (expression.kind === 'term') return expression.field === field;
  if (expression.kind === 'text') return false;
  if (expression.kind === 'not') return isAbout(expression.of, field);
  return !isEverything(expression) && expression.of.every((part) => isAbout(part, field));
}

function isEverything(expression: Expression): boolean {
  return expression.kind === 'all' && expression.of.length === 0;
}
