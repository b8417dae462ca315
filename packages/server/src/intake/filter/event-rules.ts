import {
  fields,
  readFilter,
  type Attribute,
  type Condition,
  type ConditionTest,
  type Field,
} from '@firsthand/protocol/query';
import { like } from './like.js';

/** A row of events as it goes to the store: a column that it does not name is empty. */
type Row = Readonly<Record<string, unknown>>;

type Matcher = (row: Row) => boolean;

/**
 * Whether an event is to be discarded, because one of the rules matches it: filters in the language of questions, asked of the
 * row that the event becomes.
 *
 * @throws an Error that names the rule and the column at fault
 */
export function eventRules(rules: readonly string[]): (row: object) => boolean {
  const matchers = rules.map((rule, index) => {
    try {
      return ruleMatcher(readFilter(rule));
    } catch (fault) {
      const where = `Configuration: rum.filterRules.${index}, ${(fault as Error).message}`;
      throw new Error(`${where}\n  ${rule}`, { cause: fault });
    }
  });
  return (row) => matchers.some((matches) => matches(row as Row));
}

function ruleMatcher(condition: Condition): Matcher {
  if (condition.kind === 'all' && !condition.of.length) throw new Error('it matches every event.');
  return matcherOf(condition);
}

/** Whether a row is one that a filter asks for: what `filterSql` asks of the store. */
export function matcherOf(condition: Condition): Matcher {
  switch (condition.kind) {
    case 'not': {
      const matches = matcherOf(condition.of);
      return (row) => !matches(row);
    }
    case 'all': {
      const matchers = condition.of.map(matcherOf);
      return (row) => matchers.every((matches) => matches(row));
    }
    case 'any': {
      const matchers = condition.of.map(matcherOf);
      return (row) => matchers.some((matches) => matches(row));
    }
    case 'text':
      return textMatcher(condition.text);
    case 'field':
      return fieldMatcher(condition.field, condition.test);
  }
}

const searched = fields.filter(({ isSearched }) => isSearched);

/** Text in any of the fields that are searched, in whatever case. */
function textMatcher(text: string): Matcher {
  const wanted = text.toLowerCase();
  return (row) => searched.some(({ sql }) => textOf(row[sql]).toLowerCase().includes(wanted));
}

function fieldMatcher(field: Field | Attribute, test: ConditionTest): Matcher {
  const { of } = field;
  const matches =
    field.type === 'attribute' ? attributeMatcher(field, test) : columnMatcher(field, test);
  return of ? (row) => of.some((type) => type === row['type']) && matches(row) : matches;
}

function attributeMatcher({ name }: Attribute, test: ConditionTest): Matcher {
  const texts = (row: Row) => (row['attributes'] ?? {}) as Record<string, string>;
  const numbers = (row: Row) => (row['attribute_numbers'] ?? {}) as Record<string, number>;
  if (test.is === 'present') return (row) => Object.hasOwn(texts(row), name);
  if (test.is === 'between')
    return (row) => Object.hasOwn(numbers(row), name) && isBetween(numbers(row)[name], test);
  const matches = textTest(test);
  return (row) => matches(Object.hasOwn(texts(row), name) ? textOf(texts(row)[name]) : '');
}

function columnMatcher(field: Field, test: ConditionTest): Matcher {
  const column = field.name === 'type' ? 'type' : field.sql;
  if (field.type === 'list') return listMatcher(column, test);
  if (field.type === 'number') {
    const none = field.from?.as === 'count' ? 0 : undefined;
    return (row) => numberTest(row[column] ?? none, test);
  }
  if (field.type === 'boolean')
    return (row) => test.is === 'present' || (test.is === 'equal' && !!row[column] === test.value);
  if (test.is === 'present') return (row) => textOf(row[column]) !== '';
  const matches = textTest(test);
  return (row) => matches(textOf(row[column]));
}

function listMatcher(column: string, test: ConditionTest): Matcher {
  const items = (row: Row) => (row[column] ?? []) as readonly string[];
  if (test.is === 'present') return (row) => items(row).length > 0;
  if (test.is === 'equal' && test.value === '') return (row) => items(row).length === 0;
  const matches = textTest(test);
  return (row) => items(row).some(matches);
}

function numberTest(value: unknown, test: ConditionTest): boolean {
  if (typeof value !== 'number') return false;
  if (test.is === 'equal') return value === test.value;
  return test.is === 'present' || (test.is === 'between' && isBetween(value, test));
}

function isBetween(
  value: number | undefined,
  { low, high }: Extract<ConditionTest, { is: 'between' }>,
): boolean {
  if (value === undefined) return false;
  const isAbove = !low || value > low.value || (low.inclusive && value === low.value);
  const isBelow = !high || value < high.value || (high.inclusive && value === high.value);
  return isAbove && isBelow;
}

function textTest(test: ConditionTest): (text: string) => boolean {
  if (test.is === 'like') return like(test.pattern);
  return (text) => test.is === 'equal' && text === String(test.value);
}

function textOf(value: unknown): string {
  return typeof value === 'string' ? value : '';
}
