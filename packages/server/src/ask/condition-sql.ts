import type { Attribute, ConditionTest, Field, FieldCondition } from '@firsthand/protocol/query';
import type { Piece } from '@firsthand/protocol/query';
import type { Parameters } from './parameters.js';

/** A condition on one field, over a row that has the field. */
export function conditionSql({ field, test }: FieldCondition, parameters: Parameters): string {
  if (field.type === 'attribute') return attributeSql(field, test, parameters);
  if (field.type === 'list') return listSql(field, test, parameters);
  const column = sqlOf(field);
  if (test.is === 'present') return presentSql(field);
  if (test.is === 'like') return likeSql(column, test.pattern, parameters);
  if (test.is === 'between') return betweenSql(column, test, parameters);
  if (field.type === 'boolean') return `${column} = ${test.value ? 'true' : 'false'}`;
  if (field.type === 'number')
    return `ifNull(${column} = ${parameters.bind(test.value, 'Float64')}, false)`;
  return `${column} = ${parameters.bind(test.value, 'String')}`;
}

/** A column of a row of `events`; qualified, since an alias of the same name would come first. */
export function sqlOf({ sql }: Pick<Field, 'sql'>): string {
  return /^\w+$/.test(sql) ? `events.${sql}` : sql;
}

/** Text in any of these fields, in whatever case. */
export function searchSql(fields: readonly Field[], text: string, parameters: Parameters): string {
  const wanted = parameters.bind(text, 'String');
  const found = fields.map(
    (field) => `positionCaseInsensitiveUTF8(${sqlOf(field)}, ${wanted}) > 0`,
  );
  return found.length ? `(${found.join(' OR ')})` : 'false';
}

function presentSql(field: Field): string {
  const column = sqlOf(field);
  if (field.type === 'text') return `${column} != ''`;
  return field.type === 'number' ? `isNotNull(${column})` : 'true';
}

type Tests<Is> = Extract<ConditionTest, { is: Is }>;

function betweenSql(column: string, { low, high }: Tests<'between'>, parameters: Parameters) {
  const bind = (value: number) => parameters.bind(value, 'Float64');
  const limits = [
    low && `${column} ${low.inclusive ? '>=' : '>'} ${bind(low.value)}`,
    high && `${column} ${high.inclusive ? '<=' : '<'} ${bind(high.value)}`,
  ].filter(Boolean);
  // Of nothing a comparison says neither yes nor no, and `-` before it would say the same.
  return `ifNull(${limits.join(' AND ')}, false)`;
}

function likeSql(column: string, pattern: readonly Piece[], parameters: Parameters): string {
  const written = pattern
    .map((piece) =>
      typeof piece === 'string'
        ? piece.replace(/[\\%_]/g, '\\$&')
        : piece.any === 'many'
          ? '%'
          : '_',
    )
    .join('');
  return `${column} LIKE ${parameters.bind(written, 'String')}`;
}

function listSql(field: Field, test: ConditionTest, parameters: Parameters): string {
  const column = sqlOf(field);
  if (test.is === 'present') return `notEmpty(${column})`;
  if (test.is === 'like')
    return `arrayExists(item -> ${likeSql('item', test.pattern, parameters)}, ${column})`;
  if (test.is === 'equal')
    return test.value === ''
      ? `empty(${column})`
      : `has(${column}, ${parameters.bind(test.value, 'String')})`;
  return 'false';
}

function attributeSql({ name }: Attribute, test: ConditionTest, parameters: Parameters): string {
  const key = parameters.bind(name, 'String');
  const text = `events.attributes[${key}]`;
  if (test.is === 'present') return `mapContains(events.attributes, ${key})`;
  if (test.is === 'like') return likeSql(text, test.pattern, parameters);
  if (test.is === 'equal') return `${text} = ${parameters.bind(String(test.value), 'String')}`;
  const number = `events.attribute_numbers[${key}]`;
  const isNumber = `mapContains(events.attribute_numbers, ${key})`;
  return `(${isNumber} AND ${betweenSql(number, test, parameters)})`;
}
