import type { RumEvent } from '@firsthand/protocol';
import { fields, has, type Enrichment, type Field, type Filling } from '@firsthand/protocol/query';
import { columnText } from './column-text.js';
import { hostOf } from './host-of.js';
import { pathGroup } from './path-group.js';

/** Values of one list in a column. */
const MAX_LIST = 20;
const MAX_COUNT = 2 ** 32 - 1;

type Value = string | number | boolean | string[];

/**
 * What each kind of column holds of a value; `undefined` where it holds nothing. The event comes from strangers: a field of a
 * type that nobody defined may be anything.
 */
const FILL: Record<Filling, (value: unknown) => Value | undefined> = {
  text: (value) => (typeof value === 'string' ? columnText(value) : undefined),
  host: (value) => (typeof value === 'string' ? columnText(hostOf(value)) : undefined),
  'path group': (value) => (typeof value === 'string' ? columnText(pathGroup(value)) : undefined),
  first: (value) => FILL.text(Array.isArray(value) ? value[0] : value),
  list: (value) =>
    Array.isArray(value)
      ? value
          .filter((item) => typeof item === 'string')
          .slice(0, MAX_LIST)
          .map(columnText)
      : undefined,
  flag: (value) => value === true || undefined,
  number: (value) => finite(value),
  milliseconds: (value) => (typeof value === 'number' ? finite(value / 1e6) : undefined),
  count: (value) =>
    typeof value === 'number' && value > 0 ? Math.min(Math.trunc(value), MAX_COUNT) : undefined,
};

/** The columns that the catalogue of fields fills, without those that are empty. */
export function fieldColumns(event: RumEvent, enrichment: Enrichment): Record<string, Value> {
  const whole = { ...event, enrichment };
  const columns: Record<string, Value> = {};
  for (const { sql, path, fill } of columnsOf(event.type)) {
    const value = fill(valueAt(whole, path));
    if (value !== undefined && value !== '') columns[sql] = value;
  }
  return columns;
}

interface Column {
  sql: string;
  path: readonly string[];
  fill: (value: unknown) => Value | undefined;
}

const columnsByType = new Map<string, Column[]>();

function columnsOf(type: RumEvent['type']): Column[] {
  let columns = columnsByType.get(type);
  if (!columns) {
    columns = fields.flatMap((field) => (has(type, field) ? columnOf(field) : []));
    // Strangers may send any number of types.
    if (columnsByType.size < 100) columnsByType.set(type, columns);
  }
  return columns;
}

function columnOf({ sql, from }: Field): Column[] {
  return from ? [{ sql, path: from.path.split('.'), fill: FILL[from.as] }] : [];
}

function valueAt(whole: unknown, path: readonly string[]): unknown {
  let value = whole;
  for (const key of path) {
    if (typeof value !== 'object' || value === null || !Object.hasOwn(value, key)) return undefined;
    value = (value as Record<string, unknown>)[key];
  }
  return value;
}

/** As the 32 bits of the column hold it. */
function finite(value: unknown): number | undefined {
  const number = typeof value === 'number' ? Math.fround(value) : NaN;
  return Number.isFinite(number) ? number : undefined;
}
