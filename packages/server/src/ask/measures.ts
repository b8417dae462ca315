import { EVENT_TYPES, fieldOf, type Attribute, type Field } from '@firsthand/protocol/query';
import type { EventType } from '@firsthand/protocol';
import { Refused } from '../intake/refused.js';
import { sqlOf } from './condition-sql.js';
import type { Parameters } from './parameters.js';
import { WIDE_RANGE } from './range.js';

/** A figure, over rows of some types. */
export interface Measure {
  /** As it was asked for, and as the answer names it. */
  text: string;
  /** Types of events that it reads. */
  types: readonly EventType[];
  /** @param rows the condition that picks rows of some types */
  sql(rows: (...types: readonly EventType[]) => string, scope: MeasureScope): string;
}

interface MeasureScope {
  parameters: Parameters;
  /** Length of the time that one figure is about, in minutes. */
  minutes: number;
}

/** @throws {Refused} where there is no such measure */
export function measureOf(text: string, of: EventType): Measure {
  const [, name = '', argument] =
    /^([a-z_]+|p\d{1,2}(?:\.\d{1,2})?)(?:\(([^()]{1,200})\))?$/.exec(text) ?? [];
  const measure =
    COUNTS.get(name)?.(typesOf(argument, of)) ??
    (argument === undefined ? PLAIN.get(name) : ofField(name, { argument, of }));
  if (!measure) throw new Refused(400, `There is no measure ${text}.`);
  return { ...measure, text };
}

type Plain = Omit<Measure, 'text'>;

const USER = `if(events.user_id != '', events.user_id, events.usr_anonymous_id)`;

/** Of what is counted: events of these types. */
const COUNTS = new Map<string, (types: readonly EventType[]) => Plain>(
  Object.entries({
    count: (types: readonly EventType[]) => ({
      types,
      sql: (rows) => `toFloat64(countIf(${rows(...types)}))`,
    }),
    rate: (types: readonly EventType[]) => ({
      types,
      sql: (rows, { minutes }) => `countIf(${rows(...types)}) / ${minutes}`,
    }),
    sessions: (types: readonly EventType[]) => ({
      types,
      sql: (rows) => `toFloat64(uniqExactIf(events.session_key, ${rows(...types)}))`,
    }),
    views: (types: readonly EventType[]) => ({
      types,
      sql: (rows) => `toFloat64(uniqExactIf(events.view_key, ${rows(...types)}))`,
    }),
    users: (types: readonly EventType[]) => ({
      types,
      sql: (rows) => `toFloat64(uniqExactIf(${USER}, ${USER} != '' AND ${rows(...types)}))`,
    }),
  }),
);

const PLAIN = new Map<string, Plain>(
  Object.entries({
    error_rate: {
      types: ['view'],
      sql: (rows) =>
        shareSql(
          `${rows('view')} AND events.view_key IN (
           SELECT view_key FROM events WHERE ${WIDE_RANGE} AND type = 'error')`,
          rows('view'),
        ),
    },
    error_free_sessions: {
      types: ['view', 'error'],
      sql: (rows) =>
        `if(countIf(${rows('view', 'error')}) = 0, NULL, 1 - uniqExactIf(events.session_key, ${rows('error')})
         / uniqExactIf(events.session_key, ${rows('view', 'error')}))`,
    },
  }),
);

const RATED = {
  good: ({ ratings: [good] }: Rated) => `<= ${good}`,
  needs_improvement: ({ ratings: [good, limit] }: Rated) => `BETWEEN ${good} AND ${limit}`,
  poor: ({ ratings: [, limit] }: Rated) => `> ${limit}`,
};

type Rated = { ratings: readonly [number, number] };

function ofField(
  name: string,
  { argument, of }: { argument: string; of: EventType },
): Plain | undefined {
  const field = numberField(argument.trim());
  const types = field.of?.slice(0, 1) ?? [of];
  const value = (parameters: Parameters) => numberSql(field, parameters);
  const aggregate = aggregateOf(name);
  if (aggregate) {
    return {
      types,
      sql: (rows, { parameters }) =>
        `toFloat64(${aggregate}(${value(parameters)}, ${rows(...types)}))`,
    };
  }
  if (!Object.hasOwn(RATED, name)) return undefined;
  if (!('ratings' in field) || !field.ratings)
    throw new Refused(400, `${field.name} has no limits between good and poor.`);
  const test = RATED[name as keyof typeof RATED]({ ratings: field.ratings });
  const exceptGood =
    name === 'needs_improvement' ? ` AND ${sqlOf(field)} != ${field.ratings[0]}` : '';
  return {
    types,
    sql: (rows) =>
      shareSql(
        `${rows(...types)} AND ${sqlOf(field)} ${test}${exceptGood}`,
        `${rows(...types)} AND isNotNull(${sqlOf(field)})`,
      ),
  };
}

function aggregateOf(name: string): string | undefined {
  if (/^p\d/.test(name)) return `quantileExactInclusiveIf(${Number(name.slice(1)) / 100})`;
  return ['sum', 'avg', 'min', 'max'].includes(name) ? `${name}If` : undefined;
}

function shareSql(part: string, whole: string): string {
  return `if(countIf(${whole}) = 0, NULL, countIf(${part}) / countIf(${whole}))`;
}

/** @throws {Refused} where there is none, or it is no number */
export function numberField(name: string): Field | Attribute {
  const field = fieldOf(name);
  if (!field) throw new Refused(400, `There is no field ${name}.`);
  if (field.type !== 'number' && field.type !== 'attribute')
    throw new Refused(400, `${field.name} is no number.`);
  return field;
}

/** A number, or nothing. */
export function numberSql(field: Field | Attribute, parameters: Parameters): string {
  if (field.type !== 'attribute') return sqlOf(field);
  const key = parameters.bind(field.name, 'String');
  return `if(mapContains(events.attribute_numbers, ${key}), events.attribute_numbers[${key}], NULL)`;
}

function typesOf(argument: string | undefined, of: EventType): EventType[] {
  return (argument?.split(',') ?? [of]).map((name) => {
    const known = EVENT_TYPES.find((type) => type === name.trim());
    if (!known) throw new Refused(400, `There are no events of type ${name.trim()}.`);
    return known;
  });
}
