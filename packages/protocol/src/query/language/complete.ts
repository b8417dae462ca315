import type { Span } from './ast.js';
import { KEYWORDS, quotedAt, wordAt } from './characters.js';
import { isProblem } from './fault.js';
import type { Token } from './token.js';
import { tokensOf } from './tokens.js';

/** What is to be written from `from` to `to`; `prefix` is what of it is there up to the caret, without quotes and escapes. */
export type Completion = Span & { prefix: string } & (
    | { kind: 'field'; field?: undefined }
    | { kind: 'value'; field: string }
  );

/**
 * What could be completed at the caret; the filter need not be finished. The name of a field begins behind its `@` and
 * ends before its colon, which may be there already.
 */
export function completionAt(text: string, caret: number): Completion | undefined {
  const tokens = tokensOf(text);
  const at = Math.max(0, Math.min(caret, text.length));
  /** Of each open parenthesis, the field whose values it holds. */
  const groups: (string | undefined)[] = [];
  for (const [index, token] of tokens.entries()) {
    const before = tokens[index - 1];
    const field = before?.is === 'field' ? nameOf(before) : groups.at(-1);
    if (isWord(token) && token.at.from <= at && at <= token.at.to) {
      return completed(text, { at, token, field });
    }
    if (isKeyword(token) && token.at.from < at && at <= token.at.to) return undefined;
    if (token.at.from >= at) return added(before, { at, field: groups.at(-1) });
    if (token.is === '(') groups.push(field);
    if (token.is === ')') groups.pop();
  }
  return undefined;
}

/** In a word, or at one of its ends. */
function completed(
  text: string,
  { at, token, field }: { at: number; token: Token; field: string | undefined },
): Completion | undefined {
  const isValue = token.is === 'value';
  const isMarked = !isValue && text.charAt(token.at.from) === '@';
  const from = token.at.from + (isMarked ? 1 : 0);
  const first = text.charAt(from);
  const isQuoted = first === '"';
  if (token.is === 'text' && isQuoted && !isMarked) return undefined;
  if (isValue && from < token.at.to && /[<>[{]/.test(first)) return undefined;

  // A quote that is not closed takes in all the rest, which is hardly meant.
  const to = isQuoted && !quotedAt(text, from).isClosed ? Math.max(from, at) : token.at.to;
  return completion({ from, to, prefix: plain(text.slice(from, at)), field }, isValue);
}

/** Between words. */
function added(
  before: Token | undefined,
  { at, field }: { at: number; field: string | undefined },
): Completion | undefined {
  const isApart = before?.is === '-' && before.at.to < at;
  const needsOr = field !== undefined && (before?.is === 'value' || before?.is === ')');
  if (isApart || needsOr || before?.is === 'field') return undefined;
  return completion({ from: at, to: at, prefix: '', field }, field !== undefined);
}

function completion(
  { field, ...place }: Span & { prefix: string; field: string | undefined },
  isValue: boolean,
): Completion | undefined {
  if (!isValue) return { kind: 'field', ...place };
  return field === undefined ? undefined : { kind: 'value', field, ...place };
}

function plain(written: string): string {
  if (written.startsWith('"')) return quotedAt(written, 0).value;
  const { found } = wordAt(written, 0, () => false);
  if (isProblem(found)) return plain(written.slice(0, -1));
  const signs = { many: '*', one: '?' };
  return found.map((piece) => (typeof piece === 'string' ? piece : signs[piece.any])).join('');
}

function isWord({ is }: Token): boolean {
  return is === 'field' || is === 'value' || is === 'text';
}

function isKeyword({ is }: Token): boolean {
  return is === 'everything' || KEYWORDS.some((word) => word === is);
}

function nameOf({ name }: Token & { is: 'field' }): string | undefined {
  return isProblem(name) ? undefined : name;
}
