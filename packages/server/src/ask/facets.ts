import {
  fieldOf,
  readFilter,
  type Condition,
  type FacetsAnswer,
  type FacetsQuestion,
} from '@firsthand/protocol/query';
import type { EventType } from '@firsthand/protocol';
import type { Ask, Compiled } from './ask.js';
import { sqlOf } from './condition-sql.js';
import { rowsSql } from './figures.js';
import { groupSql } from './groups.js';
import { openParameters, type Parameters } from './parameters.js';
import { RANGE, rangeOf } from './range.js';

/** Different values that are counted exactly; of more, counts of rare ones are too high. */
const EXACT_VALUES = 10_000;

type Counted = [value: string, count: number, error: number][];

/** Which values do fields have, and how often? What the filter says of a field does not limit its own values. */
export async function facets(ask: Ask, question: FacetsQuestion): Promise<FacetsAnswer> {
  const [row] = await ask<Record<string, Counted>>(compileFacets(question));
  return {
    facets: question.fields.map((field, index) => ({
      field,
      values: (row?.[`f${index}`] ?? []).map(([value, count]) => ({ value, count })),
    })),
  };
}

/** One scan for all fields. */
function compileFacets(question: FacetsQuestion): Compiled {
  const { of = 'view', limit = 10 } = question;
  const parameters = openParameters(rangeOf(question));
  const parts = partsOf(readFilter(question.filter ?? ''));
  const names = question.fields.map((name) => fieldOf(name)?.name ?? name);
  const isOnFacet = (part: Condition) => names.includes(onlyField(part) ?? '');
  const sqlOfParts = (chosen: Condition[]) =>
    rowsSql([of], { kind: 'all', of: chosen }, parameters);
  const columns = names.map((name, index) => {
    const others = parts.filter((part) => isOnFacet(part) && onlyField(part) !== name);
    const rows = others.length ? sqlOfParts(others) : 'true';
    return `${countSql(name, { of, limit, rows, parameters })} AS f${index}`;
  });
  const sql = `SELECT ${columns.join(', ')} FROM events FINAL
    WHERE ${RANGE} AND ${sqlOfParts(parts.filter((part) => !isOnFacet(part)))}`;
  return { sql, parameters: parameters.values };
}

interface Counting {
  of: EventType;
  limit: number;
  /** Rows that count. */
  rows: string;
  parameters: Parameters;
}

function countSql(name: string, { of, limit, rows, parameters }: Counting): string {
  const field = fieldOf(name);
  const value = groupSql(name, { types: [of], parameters });
  const counted =
    field?.type === 'list'
      ? `approx_top_kArrayIf(${limit}, ${EXACT_VALUES})(${sqlOf(field)}, ${rows})`
      : `approx_top_kIf(${limit}, ${EXACT_VALUES})(${value}, ${rows})`;
  return `arrayMap(found -> (toString(found.1), toFloat64(found.2), toFloat64(found.3)), ${counted})`;
}

/** The field that a part of a filter is about, if it is about one alone. */
function onlyField(part: Condition): string | undefined {
  if (part.kind === 'field') return part.field.name;
  if (part.kind === 'not') return onlyField(part.of);
  if (part.kind === 'text') return undefined;
  const [first, ...others] = part.of.map(onlyField);
  return others.every((name) => name === first) ? first : undefined;
}

/** What all have to hold. */
function partsOf(condition: Condition): Condition[] {
  return condition.kind === 'all' ? condition.of : [condition];
}
