import type { Bound, Expression, Piece, Test } from './ast.js';
import { isOfName, KEYWORDS } from './characters.js';

/** A text that is read as the expression. It may be longer than a filter is allowed to be. */
export function printFilter(expression: Expression): string {
  if (expression.kind === 'all') return expression.of.map(printPart).join(' ');
  if (expression.kind === 'any')
    return valuesOf(expression.of) ?? expression.of.map(printChoice).join(' OR ');
  return printPart(expression);
}

/** One of those that AND joins, or what is negated. */
function printPart(expression: Expression): string {
  if (expression.kind === 'term') {
    return `${printName(expression.field)}:${printTest(expression.test)}`;
  }
  if (expression.kind === 'text') return printText(expression.text);
  if (expression.kind === 'not') return `-${printPart(expression.of)}`;
  if (expression.of.length === 0) return '*';
  const values = expression.kind === 'any' ? valuesOf(expression.of) : undefined;
  return values ?? `(${printFilter(expression)})`;
}

/** One of those that OR joins. */
function printChoice(expression: Expression): string {
  const isJoined = expression.kind === 'all' && expression.of.length > 0;
  return isJoined ? expression.of.map(printPart).join(' AND ') : printPart(expression);
}

/** Tests of one field as a group: `field:(a OR b)`. */
function valuesOf(choices: readonly Expression[]): string | undefined {
  const terms = choices.filter((choice) => choice.kind === 'term');
  const field = terms[0]?.field;
  const isGroup = field !== undefined && terms.every((term) => term.field === field);
  if (!isGroup || terms.length < choices.length) return undefined;
  const values = terms.map(({ test }) => (isSigned(test) ? quote(test.value) : printTest(test)));
  return `${printName(field)}:(${values.join(' OR ')})`;
}

export function printTerm(field: string, value: string): string {
  return `${printName(field)}:${printValue(value)}`;
}

function printName(name: string): string {
  const isPlain = [...name].every(isOfName) && !name.startsWith('-');
  return isPlain ? name : quote(name);
}

function printTest(test: Test): string {
  if (test.is === 'present') return '*';
  if (test.is === 'like') return printPattern(test.pattern);
  if (test.is === 'equal') return printValue(test.value);
  if (test.is === 'between') return printRange(test);
  const operator = test.is === 'above' ? '>' : '<';
  return `${operator}${test.inclusive ? '=' : ''}${printValue(test.value)}`;
}

function printRange({ low, high }: { low?: Bound; high?: Bound }): string {
  const open = low?.inclusive === false ? '{' : '[';
  const close = high?.inclusive === false ? '}' : ']';
  const [from, to] = [low, high].map((bound) => (bound ? printValue(bound.value) : '*'));
  return `${open}${from} TO ${to}${close}`;
}

function printPattern(pattern: readonly Piece[]): string {
  const text = pattern.map((piece) =>
    typeof piece === 'string' ? escape(piece) : SIGNS[piece.any],
  );
  // Unless a word begins with it, the sign is one of a value.
  return text.join('').replace(/^[-<>=@]/, '\\$&');
}

const SIGNS = { many: '*', one: '?' };

function escape(text: string): string {
  return text.replaceAll(/[\s()"\\*?[\]{}]/g, '\\$&');
}

/** A `-` before a value negates it in a group alone. */
function printValue(value: string): string {
  return isPlain(value.startsWith('-') ? value.slice(1) : value) ? value : quote(value);
}

function isSigned(test: Test): test is Test & { is: 'equal' } {
  return test.is === 'equal' && test.value.startsWith('-');
}

function printText(text: string): string {
  return isPlain(text) && !text.includes(':') ? text : quote(text);
}

function isPlain(text: string): boolean {
  const isKeyword = KEYWORDS.some((word) => word === text);
  return !isKeyword && /^[^\s()"\\*?[\]{}<>=@-][^\s()"\\*?[\]{}]*$/.test(text);
}

function quote(text: string): string {
  return `"${text.replaceAll(/["\\]/g, '\\$&')}"`;
}
