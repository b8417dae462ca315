import { readFilter, type Condition, type Group, type Values } from '@firsthand/protocol/query';
import type { EventType } from '@firsthand/protocol';
import type { Compiled } from './ask.js';
import { filterSql } from './filter-sql.js';
import { groupSql } from './groups.js';
import { measureOf } from './measures.js';
import { openParameters, type Parameters } from './parameters.js';
import { RANGE, rangeOf } from './range.js';

/** What is asked for: as people type it, or read already. */
type Filtering = string | Condition | undefined;

function conditionOf(filter: Filtering): Condition {
  return typeof filter === 'object' ? filter : readFilter(filter ?? '');
}

/** What all questions for figures have in common. */
export interface Figures {
  application: string;
  from: number;
  to: number;
  filter?: Filtering;
  of?: EventType | undefined;
  measures: readonly string[];
  kept_on_error?: boolean | undefined;
}

interface Shape {
  by?: readonly string[];
  /** Width of a point in time, in milliseconds. */
  interval?: number;
  /** Whether there are rows for all, for each point and for each value, in place of each point of each value. */
  apart?: boolean;
  /** SQL after the groups, by the names `g0`, `m0`, `at`. */
  rest?: string;
  /** Groups that are wanted, each as {@link groupKey} writes it; all by default. */
  groups?: readonly string[] | undefined;
}

/** One SELECT for any figures: groups are named `g0` …, measures `m0` …, points `at`. Pure; values are bound. */
export function compileFigures(figures: Figures, shape: Shape = {}): Compiled {
  const { from, to, of = 'view' } = figures;
  const { by = [], interval, rest = '' } = shape;
  const parameters = openParameters(rangeOf(figures));
  const measures = figures.measures.map((text) => measureOf(text, of));
  const types = [...new Set(measures.flatMap((measure) => measure.types))];
  const scope = { parameters, minutes: (interval ?? to - from) / 60_000 };
  const groups = by.map((name, index) => `${groupSql(name, { types, parameters })} AS g${index}`);
  if (interval) groups.unshift(`${pointSql(interval)} AS at`);
  const rows = (...some: readonly EventType[]) =>
    types.every((type) => some.includes(type))
      ? 'true'
      : `events.type IN (${some.map((type) => `'${type}'`).join(', ')})`;
  const columns = measures.map((measure, index) => `${measure.sql(rows, scope)} AS m${index}`);
  const keys = [...(interval ? ['at'] : []), ...by.map((_, index) => `g${index}`)];
  if (shape.apart) columns.push(...keys.map((key) => `GROUPING(${key}) AS without_${key}`));
  const sql = `SELECT ${[...groups, ...columns].join(', ')} FROM events FINAL
    WHERE ${RANGE} AND ${rowsSql(types, conditionOf(figures.filter), parameters)}
      ${figures.kept_on_error ? '' : 'AND NOT events.kept_on_error'}
    ${groupBySql(keys, shape)} ${havingSql(shape, parameters)}
    ${rest}`;
  return { sql, parameters: parameters.values };
}

/** Rows of some types, each by what the filter says of its type. */
export function rowsSql(
  types: readonly EventType[],
  condition: Condition,
  parameters: Parameters,
): string {
  const ofTypes = types.map(
    (type) => `events.type = '${type}' AND ${filterSql(condition, { type, parameters })}`,
  );
  return `(${ofTypes.join(' OR ')})`;
}

function groupBySql(keys: readonly string[], { apart }: Shape): string {
  if (!keys.length) return '';
  return apart
    ? `GROUP BY GROUPING SETS ((), ${keys.map((key) => `(${key})`).join(', ')})`
    : `GROUP BY ${keys.join(', ')}`;
}

/** A group as one text. */
export function groupKey(group: Group, by: readonly string[]): string {
  return by.map((name) => group[name]).join(SEPARATOR);
}

const SEPARATOR = '\u001F';

function havingSql({ by = [], groups }: Shape, parameters: Parameters): string {
  if (!groups) return '';
  const key = `concat(${by.map((_, index) => `g${index}`).join(`, '${SEPARATOR}', `)}, '')`;
  return `HAVING ${key} IN ${parameters.bind(groups, 'Array(String)')}`;
}

/** When an event was, to this width. */
function pointSql(interval: number): string {
  return `toFloat64(intDiv(events.date, ${interval}) * ${interval})`;
}

export type FigureRow = Record<string, string | number | null>;

/** The figures of a row. Where there is none nothing happened, and nothing was measured. */
export function valuesOf(
  row: FigureRow | undefined,
  { measures }: Pick<Figures, 'measures'>,
): Values {
  const none = (text: string) => (/^(count|rate|sessions|users|views)\b/.test(text) ? 0 : null);
  return Object.fromEntries(
    measures.map((text, index) => [
      text,
      row ? ((row[`m${index}`] ?? null) as number | null) : none(text),
    ]),
  );
}

export function groupOf(row: FigureRow, by: readonly string[]): Group {
  return Object.fromEntries(by.map((name, index) => [name, String(row[`g${index}`])]));
}
