import { FIELDS, type Field, type Segment, type Value } from './fields.js';
import { COMPARISONS, MATCHES, MEMBERSHIPS } from './operators.js';
import { RuleFault, tokensOf, type Token } from './tokens.js';

type Condition = (segment: Segment) => boolean;

const BOOLEANS: Record<string, boolean> = { TRUE: true, FALSE: false };
/** Parentheses within parentheses. */
const MAX_DEPTH = 100;

/**
 * Reads one rule: `{ service = 'shop' and (version IN ['1', '2'] or has_full_snapshot = false) }`. `and` binds closer
 * than `or`; words may be written in capitals.
 *
 * @throws {RuleFault} with the column at fault
 */
export function parseRule(rule: string): Condition {
  const tokens = tokensOf(rule);
  let position = 0;
  let depth = 0;
  const peek = () => tokens[position] as Token;
  const next = () => tokens[position++] as Token;
  const isNext = (text: string) => peek().kind !== 'value' && peek().text.toUpperCase() === text;
  const expect = (text: string) => {
    if (!isNext(text)) throw unexpected(peek(), text);
    position += 1;
  };

  const any = (): Condition => {
    const conditions = [all()];
    for (; isNext('OR'); conditions.push(all())) position += 1;
    return (segment) => conditions.some((condition) => condition(segment));
  };
  const all = (): Condition => {
    const conditions = [one()];
    for (; isNext('AND'); conditions.push(one())) position += 1;
    return (segment) => conditions.every((condition) => condition(segment));
  };
  const one = (): Condition => {
    if (!isNext('(')) return comparison();
    if ((depth += 1) > MAX_DEPTH) throw new RuleFault(peek().column, 'this is nested too deeply');
    position += 1;
    const inner = any();
    expect(')');
    depth -= 1;
    return inner;
  };
  const comparison = (): Condition => {
    const field = fieldOf(next());
    const { of } = FIELDS[field];
    const compare = operation(field);
    return (segment) => compare(of(segment));
  };
  const operation = (field: Field): ((value: Value) => boolean) => {
    const token = next();
    const operator = token.kind === 'value' ? '' : token.text.toUpperCase();
    const value = () => valueOf(next(), field);
    const compare = COMPARISONS.get(operator);
    if (compare) return compare(value());
    const isMember = MEMBERSHIPS.get(operator);
    if (isMember) return isMember(list(value));
    const matches = MATCHES.get(operator);
    if (matches) return matches(list(() => patternOf(next())));
    throw unexpected(token, '= != > >= < <= IN NOTIN MATCH or NOTMATCH');
  };
  const list = <Item>(item: () => Item): Item[] => {
    expect('[');
    const items = [item()];
    for (; isNext(','); items.push(item())) position += 1;
    expect(']');
    return items;
  };

  expect('{');
  const condition = any();
  expect('}');
  if (peek().kind !== 'end') throw unexpected(peek(), 'the end');
  return condition;
}

function fieldOf(token: Token): Field {
  if (token.kind === 'word' && Object.hasOwn(FIELDS, token.text)) return token.text as Field;
  throw unexpected(token, `a field (${Object.keys(FIELDS).join(', ')})`);
}

function valueOf(token: Token, field: Field): Value {
  const { type } = FIELDS[field];
  const value =
    token.kind === 'value'
      ? token.value
      : token.kind === 'word'
        ? BOOLEANS[token.text.toUpperCase()]
        : undefined;
  if (typeof value === type && value !== undefined) return value;
  throw unexpected(token, `a ${type} for ${field}`);
}

function patternOf(token: Token): RegExp {
  if (token.kind !== 'value' || typeof token.value !== 'string') {
    throw unexpected(token, 'a regular expression in quotes');
  }
  try {
    return new RegExp(token.value);
  } catch {
    throw new RuleFault(token.column, `${token.text} is not a regular expression`);
  }
}

function unexpected({ text, column }: Token, wanted: string): RuleFault {
  return new RuleFault(column, `${wanted} is expected, not ${text}`);
}
