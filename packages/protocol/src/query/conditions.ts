import { fieldOf, fields, type Attribute, type Field } from './fields.js';
import type { Expression, Piece, Term, Test } from './language/ast.js';
import { FilterFault } from './language/fault.js';
import { parseFilter } from './language/parse.js';
import { numberIn } from './units.js';

/** A filter whose fields and values are those of the catalogue. */
export type Condition =
  | { kind: 'all' | 'any'; of: Condition[] }
  | { kind: 'not'; of: Condition }
  /** Free text, to be found in the fields that are searched. */
  | { kind: 'text'; text: string }
  | FieldCondition;

export interface FieldCondition {
  kind: 'field';
  field: Field | Attribute;
  test: ConditionTest;
}

export type ConditionTest =
  | { is: 'equal'; value: string | number | boolean }
  | { is: 'like'; pattern: readonly Piece[] }
  /** Numbers, in the unit of the field. */
  | { is: 'between'; low?: Limit; high?: Limit }
  | { is: 'present' };

export interface Limit {
  value: number;
  inclusive: boolean;
}

/**
 * Reads a filter as people type it: `@view.name:/cart* -browser:Safari @resource.duration:>500ms "free text"`.
 *
 * @throws {FilterFault} with one sentence and the column
 */
export function readFilter(text: string): Condition {
  return conditionOf(parseFilter(text));
}

function conditionOf(expression: Expression): Condition {
  switch (expression.kind) {
    case 'all':
    case 'any':
      return { kind: expression.kind, of: expression.of.map(conditionOf) };
    case 'not':
      return { kind: 'not', of: conditionOf(expression.of) };
    case 'text':
      return { kind: 'text', text: expression.text };
    case 'term':
      return termOf(expression);
  }
}

function termOf({ field: name, fieldAt, test }: Term): FieldCondition {
  const field = fieldOf(name);
  if (!field) throw new FilterFault({ sentence: noSuchField(name), at: fieldAt });
  return { kind: 'field', field, test: testOf(field, test) };
}

function testOf(field: Field | Attribute, test: Test): ConditionTest {
  switch (test.is) {
    case 'present':
      return { is: 'present' };
    case 'equal':
      return { is: 'equal', value: valueOf(field, test) };
    case 'like':
      if (field.type === 'number' || field.type === 'boolean')
        throw fault(test, `${field.name} is a ${field.type}, which has no wildcards.`);
      return { is: 'like', pattern: test.pattern };
    case 'above':
      return { is: 'between', low: limitOf(field, test, test) };
    case 'below':
      return { is: 'between', high: limitOf(field, test, test) };
    case 'between':
      return {
        is: 'between',
        ...(test.low && { low: limitOf(field, test, test.low) }),
        ...(test.high && { high: limitOf(field, test, test.high) }),
      };
  }
}

interface Written {
  value: string;
  inclusive: boolean;
}

function valueOf(field: Field | Attribute, test: Extract<Test, { is: 'equal' }>) {
  const { value } = test;
  if (field.type === 'number') return numberOf(field, test, value);
  if (field.type !== 'boolean') return value;
  if (value !== 'true' && value !== 'false')
    throw fault(test, `${field.name} is either true or false.`);
  return value === 'true';
}

function limitOf(field: Field | Attribute, test: Test, { value, inclusive }: Written): Limit {
  if (field.type !== 'number' && field.type !== 'attribute')
    throw fault(test, `${field.name} is no number, and cannot be above or below one.`);
  return { value: numberOf(field, test, value), inclusive };
}

function numberOf({ name, unit }: Field | Attribute, test: Test, text: string): number {
  const number = numberIn(text, unit);
  if (number !== undefined) return number;
  const example = unit === 'ms' ? ' such as 500ms or 2s' : unit === 'bytes' ? ' such as 20kB' : '';
  throw fault(test, `${name} is compared with a number${example}; ${text} is none.`);
}

function fault({ at }: Test, sentence: string): FilterFault {
  return new FilterFault({ sentence, at });
}

/** What a person most likely meant: the last part of many names is all that is remembered of them. */
function noSuchField(name: string): string {
  const ending = `.${name.toLowerCase()}`;
  const meant = fields
    .filter((field) => field.name.toLowerCase().endsWith(ending))
    .reduce<Field | undefined>(
      (shortest, field) =>
        shortest && shortest.name.length <= field.name.length ? shortest : field,
      undefined,
    );
  const hint = meant
    ? `Did you mean ${meant.name}?`
    : 'What pages name themselves begins with context, usr, account or feature_flags.';
  return `There is no field ${name}. ${hint}`;
}
