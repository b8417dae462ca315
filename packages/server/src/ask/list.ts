import { fieldOf, readFilter, type ListAnswer, type ListQuestion } from '@firsthand/protocol/query';
import { Refused } from '../intake/refused.js';
import type { Ask, Compiled } from './ask.js';
import { sqlOf } from './condition-sql.js';
import { rowsSql } from './figures.js';
import { filterSql } from './filter-sql.js';
import { numberField, numberSql } from './measures.js';
import { openParameters, type Parameters } from './parameters.js';
import { RANGE, rangeOf } from './range.js';

const HOUR = 3_600_000;
/** The latest are looked for in short times first, in milliseconds: mostly there are enough. */
const WINDOWS = [HOUR / 4, 6 * HOUR, 48 * HOUR, 14 * 24 * HOUR];

interface Row {
  event_id: string;
  type: string;
  date: number;
  session_id: string;
  view_id: string;
  order: number;
  [field: `v${number}`]: ListAnswer['events'][number]['fields'][string];
}

/** Which events are there, the latest first or by a field? */
export async function list(ask: Ask, question: ListQuestion): Promise<ListAnswer> {
  const { limit = 50, fields = [] } = question;
  const rows = await rowsOf(ask, { ...question, limit: limit + 1 });
  const shown = rows.slice(0, limit);
  const last = shown.at(-1);
  return {
    events: shown.map((row) => ({
      event_id: row.event_id,
      type: row.type,
      date: row.date,
      session_id: row.session_id,
      view_id: row.view_id,
      fields: Object.fromEntries(fields.map((name, index) => [name, row[`v${index}`] ?? null])),
    })),
    ...(rows.length > limit && last && { next: JSON.stringify([last.order, last.event_id]) }),
  };
}

/** By date, a short time after the other until there are enough. */
async function rowsOf(ask: Ask, question: ListQuestion & { limit: number }): Promise<Row[]> {
  const { from, to, order, ascending, limit } = question;
  if ((order && order !== 'date') || ascending) return ask<Row>(compileList(question));
  const end = Math.min(to, cursorOf(question.after)?.[0] ?? Infinity) + 1;
  for (const window of WINDOWS) {
    if (end - window <= from) break;
    const rows = await ask<Row>(compileList({ ...question, from: end - window }));
    if (rows.length >= limit) return rows;
  }
  return ask<Row>(compileList(question));
}

function compileList(question: ListQuestion): Compiled {
  const { of, order, ascending, limit = 50, fields = [] } = question;
  const parameters = openParameters(rangeOf(question));
  const condition = readFilter(question.filter ?? '');
  const by = order && order !== 'date' ? numberSql(numberField(order), parameters) : 'events.date';
  const cursor = cursorOf(question.after);
  const after = cursor
    ? `AND (${by}, events.event_id) ${ascending ? '>' : '<'} (
        ${parameters.bind(cursor[0], 'Float64')}, ${parameters.bind(cursor[1], 'String')})`
    : '';
  const columns = fields.map((name, index) => `${columnOf(name, parameters)} AS v${index}`);
  const direction = ascending ? 'ASC' : 'DESC';
  const sql = `SELECT events.event_id AS event_id, toString(events.type) AS type, toFloat64(events.date) AS date,
      events.session_id AS session_id, events.view_id AS view_id, toFloat64(${by}) AS order
      ${columns.map((column) => `, ${column}`).join('')}
    FROM events FINAL
    WHERE ${RANGE} AND ${
      of ? rowsSql([of], condition, parameters) : filterSql(condition, { type: 'any', parameters })
    } ${order ? `AND isNotNull(${by})` : ''} ${after}
    ORDER BY ${by} ${direction}, events.event_id ${direction} LIMIT ${limit}`;
  return { sql, parameters: parameters.values };
}

function columnOf(name: string, parameters: Parameters): string {
  const field = fieldOf(name);
  if (!field) throw new Refused(400, `There is no field ${name}.`);
  if (field.type === 'attribute')
    return `events.attributes[${parameters.bind(field.name, 'String')}]`;
  const value = field.type === 'number' ? `toFloat64(${sqlOf(field)})` : sqlOf(field);
  const types = field.of?.map((type) => `'${type}'`).join(', ');
  // A list cannot be NULL.
  return types && field.type !== 'list' ? `if(events.type IN (${types}), ${value}, NULL)` : value;
}

function cursorOf(after: string | undefined): [order: number, event: string] | undefined {
  if (after === undefined) return undefined;
  try {
    const [order, event] = JSON.parse(after) as unknown[];
    if (typeof order === 'number' && typeof event === 'string') return [order, event];
  } catch {
    // Told below.
  }
  throw new Refused(400, 'after must be what the answer before gave as next.');
}
