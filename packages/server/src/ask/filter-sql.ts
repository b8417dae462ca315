import {
  fields,
  has,
  type Condition,
  type Field,
  type FieldCondition,
} from '@firsthand/protocol/query';
import type { EventType } from '@firsthand/protocol';
import { conditionSql, searchSql } from './condition-sql.js';
import type { Parameters } from './parameters.js';
import { WIDE_RANGE } from './range.js';

/** Whether a row of one type of events is asked for; of `any`, whatever type it has. */
export function filterSql(
  condition: Condition,
  { type, parameters }: { type: EventType | 'any'; parameters: Parameters },
): string {
  const ofOthers = (types: readonly EventType[], sql: string) =>
    `events.view_key IN (SELECT view_key FROM events FINAL
      WHERE ${WIDE_RANGE} AND type IN (${listOf(types)}) AND ${sql})`;
  return sqlOf(condition, { type, parameters, ofOthers });
}

/**
 * Whether a session is asked for, over all rows of it: where an event has what each condition says. Conditions on one type of
 * events that stand side by side are met by one event.
 */
export function sessionFilterSql(condition: Condition, parameters: Parameters): string {
  const ofOthers = (types: readonly EventType[], sql: string) =>
    `countIf(${types.length ? `events.type IN (${listOf(types)}) AND ` : ''}${sql}) > 0`;
  return sqlOf(condition, { type: 'session', parameters, ofOthers });
}

interface Place {
  type: EventType | 'any' | 'session';
  parameters: Parameters;
  /** A condition on other events that belong to what is asked for: of these types, or of all. */
  ofOthers: (types: readonly EventType[], sql: string) => string;
}

function sqlOf(condition: Condition, place: Place): string {
  if (condition.kind === 'not') return `NOT ${sqlOf(condition.of, place)}`;
  if (condition.kind === 'any')
    return `(${condition.of.map((part) => sqlOf(part, place)).join(' OR ')})`;
  return allSql(condition.kind === 'all' ? condition.of : [condition], place);
}

/** Conditions on one other event; two on one field are on two, as the pages `/cart` and `/checkout` of a session are. */
interface Others {
  types: readonly EventType[];
  sql: string[];
  fields: string[];
}

/** All of these; those on other events are asked together where they are on the same type. */
function allSql(conditions: readonly Condition[], place: Place): string {
  const parts: string[] = [];
  const others: Others[] = [];
  for (const condition of conditions) {
    if (condition.kind !== 'field' && condition.kind !== 'text') {
      parts.push(sqlOf(condition, place));
      continue;
    }
    const sql = leafSql(condition, place);
    if (isOwn(condition, place)) parts.push(sql);
    else {
      const types = condition.kind === 'field' ? (condition.field.of ?? []) : [];
      const field = condition.kind === 'field' ? condition.field.name : condition.text;
      const same = others.find(
        (other) => other.types.join() === types.join() && !other.fields.includes(field),
      );
      if (same) {
        same.sql.push(sql);
        same.fields.push(field);
      } else others.push({ types, sql: [sql], fields: [field] });
    }
  }
  for (const { types, sql } of others) parts.push(place.ofOthers(types, sql.join(' AND ')));
  return parts.length ? `(${parts.join(' AND ')})` : 'true';
}

type Leaf = FieldCondition | Extract<Condition, { kind: 'text' }>;

function isOwn(leaf: Leaf, { type }: Place): boolean {
  if (type === 'session') return false;
  return type === 'any' || leaf.kind === 'text' || has(type, leaf.field);
}

function leafSql(leaf: Leaf, { type, parameters }: Place): string {
  if (leaf.kind === 'text') return searchSql(searchedIn(type), leaf.text, parameters);
  const sql = conditionSql(leaf, parameters);
  return type === 'any' && leaf.field.of
    ? `(events.type IN (${listOf(leaf.field.of)}) AND ${sql})`
    : sql;
}

function searchedIn(type: Place['type']): Field[] {
  const all = type === 'any' || type === 'session';
  return fields.filter((field) => field.isSearched && (all || has(type, field)));
}

function listOf(types: readonly EventType[]): string {
  return types.map((type) => `'${type}'`).join(', ');
}
