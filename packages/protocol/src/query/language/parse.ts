import { allOf, anyOf, type Expression, type Span } from './ast.js';
import { FilterFault, sound } from './fault.js';
import { missing, unclosed } from './problems.js';
import type { Token } from './token.js';
import { tokensOf } from './tokens.js';

/** In UTF-16 code units. */
const MAX_LENGTH = 4000;
const MAX_TERMS = 200;
/** Parentheses, NOT and `-` within each other. */
const MAX_DEPTH = 50;

const JUXTAPOSED = 'Two values in parentheses need OR or AND between them.';
const TOO_DEEP = `Parentheses and NOT are nested ${MAX_DEPTH} deep at most.`;
const TOO_MANY = `A filter has ${MAX_TERMS} terms at most.`;

/** One of the expressions that AND joins, and where it is, with its negation and parentheses. */
export interface Part {
  expression: Expression;
  at: Span;
}

/** @throws {FilterFault} */
export function parseFilter(text: string): Expression {
  return expressionOf(partsOf(text));
}

/**
 * What OR joins, and therein what AND joins. Nothing at all is one list of nothing.
 *
 * @throws {FilterFault}
 */
export function partsOf(text: string): Part[][] {
  if (text.length > MAX_LENGTH) {
    const sentence = `A filter has ${MAX_LENGTH} characters at most, and this has ${text.length}.`;
    throw new FilterFault({ sentence, at: { from: MAX_LENGTH, to: text.length } });
  }
  const tokens = tokensOf(text);
  let position = 0;
  let depth = 0;
  let terms = 0;
  /** Of the group of values that is being read. */
  let group: (Token & { is: 'field' }) | undefined;
  const peek = () => tokens[position] as Token;
  const next = () => tokens[position++] as Token;
  const before = () => tokens[position - 1];

  const either = (): Part[][] => {
    const branches = [conjunction()];
    for (; peek().is === 'OR'; branches.push(conjunction())) position += 1;
    return branches;
  };
  const conjunction = (): Part[] => {
    const parts = [part()];
    for (; follows(peek()); parts.push(part())) {
      if (peek().is === 'AND') position += 1;
      else if (group) throw new FilterFault({ sentence: JUXTAPOSED, at: peek().at });
    }
    return parts;
  };
  const part = (): Part => {
    const { from } = peek().at;
    const expression = unary();
    return { expression, at: { from, to: before()?.at.to ?? from } };
  };
  const unary = (): Expression => {
    const token = next();
    if (token.is === 'NOT' || token.is === '-') return nested(token, () => negation(token));
    if (token.is === '(') return nested(token, parenthesis);
    if (token.is === 'field') return term(token);
    if (token.is === 'value' && group) return test(group, token);
    if (token.is === 'text')
      return counted({ kind: 'text', text: sound(token.text), at: token.at });
    if (token.is === 'everything') return counted({ kind: 'all', of: [] });
    position -= 1;
    throw new FilterFault(missing(before(), token));
  };
  const nested = (token: Token, inner: () => Expression): Expression => {
    depth += 1;
    if (depth > MAX_DEPTH) throw new FilterFault({ sentence: TOO_DEEP, at: token.at });
    const expression = inner();
    depth -= 1;
    return expression;
  };
  const negation = ({ is, at }: Token): Expression => {
    const isApart = is === '-' && peek().at.from > at.to;
    if (isApart) throw new FilterFault(missing(before(), peek()));
    return { kind: 'not', of: unary() };
  };
  const parenthesis = (): Expression => {
    const open = before() as Token;
    if (peek().is === 'end') throw new FilterFault(unclosed('parenthesis', open.at.from));
    const expression = expressionOf(either());
    if (peek().is !== ')') throw new FilterFault(unclosed('parenthesis', open.at.from));
    position += 1;
    return expression;
  };
  const term = (field: Token & { is: 'field' }): Expression => {
    sound(field.name);
    const token = next();
    if (token.is === 'value') return test(field, token);
    group = field;
    const expression = nested(token, parenthesis);
    group = undefined;
    return expression;
  };
  const test = ({ name, at }: Token & { is: 'field' }, value: Token & { is: 'value' }) =>
    counted({ kind: 'term', field: sound(name), fieldAt: at, test: sound(value.test) }, value.at);
  const counted = (expression: Expression, at = before()?.at as Span): Expression => {
    terms += 1;
    if (terms > MAX_TERMS) throw new FilterFault({ sentence: TOO_MANY, at });
    return expression;
  };

  if (peek().is === 'end') return [[]];
  const branches = either();
  if (peek().is === 'end') return branches;
  throw new FilterFault(missing(before(), peek()));
}

function expressionOf(branches: readonly Part[][]): Expression {
  return anyOf(branches.map((parts) => allOf(parts.map(({ expression }) => expression))));
}

function follows({ is }: Token): boolean {
  return is !== 'OR' && is !== ')' && is !== 'end';
}
