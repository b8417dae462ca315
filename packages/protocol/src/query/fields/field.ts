import type { EventType } from '../../events/index.js';

/** What a value is to who asks: how it is compared, grouped and written. */
export type FieldType = 'text' | 'number' | 'boolean' | 'list';

export type Unit = 'ms' | 'bytes' | 'px';

/** How a column is made of what an event says. */
export type Filling =
  | 'text'
  | 'list'
  | 'flag'
  /** A number as it is, as 32 bits. */
  | 'number'
  /** Nanoseconds, kept as milliseconds. */
  | 'milliseconds'
  | 'count'
  /** The first of several, or the only one. */
  | 'first'
  /** Of an address. */
  | 'host'
  /** Of an address: its path, with `?` for what looks like an id. */
  | 'path group';

/** What a person can ask events by. */
export interface Field {
  /** As in the event. What the server adds, and what is nested deeply, has the name that the field uses. */
  name: string;
  label: string;
  type: FieldType;
  /** Of numbers; a count or a score has none. */
  unit?: Unit;
  /** Types of events that have it; without: all. */
  of?: readonly EventType[];
  /** Its expression in the store: mostly a column. */
  sql: string;
  /** Of what the column is filled, where the row maker fills it by this entry alone. `enrichment.` begins what the server adds. */
  from?: { path: string; as: Filling };
  /** Shorter names for it. */
  aliases?: readonly string[];
  /** Whether its values are few enough to choose from. */
  hasFacets?: true;
  /** Whether free text is looked for in it. */
  isSearched?: true;
  /** Up to which value it is good, and up to which it only needs improvement. */
  ratings?: readonly [good: number, needsImprovement: number];
}

type More = Partial<Omit<Field, 'name' | 'label' | 'from'>> & {
  /** Where the event has it, if not at its name. */
  path?: string;
  as?: Filling;
};

/** Text of which there are few values, to choose from. */
export const choice = (name: string, label: string, more: More = {}): Field =>
  make({ name, label, type: 'text', as: 'text', hasFacets: true }, more);

/** Text of any kind. */
export const text = (name: string, label: string, more: More = {}): Field =>
  make({ name, label, type: 'text', as: 'text' }, more);

export const flag = (name: string, label: string, more: More = {}): Field =>
  make({ name, label, type: 'boolean', as: 'flag', hasFacets: true }, more);

/** Nanoseconds in the event, milliseconds to who asks. */
export const duration = (name: string, label: string, more: More = {}): Field =>
  make({ name, label, type: 'number', as: 'milliseconds', unit: 'ms' }, more);

export const number = (name: string, label: string, more: More = {}): Field =>
  make({ name, label, type: 'number', as: 'number' }, more);

/** How many of something; none is 0. */
export const count = (name: string, label: string, more: More = {}): Field =>
  make({ name, label, type: 'number', as: 'count' }, more);

/** Several values, to choose from. */
export const list = (name: string, label: string, more: More = {}): Field =>
  make({ name, label, type: 'list', as: 'list', hasFacets: true }, more);

/** A field whose column the row maker fills by its own rule. */
export const own = (field: Field): Field => field;

type Made = Pick<Field, 'name' | 'label' | 'type' | 'unit' | 'hasFacets'> & { as: Filling };

function make({ as, ...field }: Made, { path = field.name, as: otherwise, ...more }: More): Field {
  const sql = field.name.replaceAll('.', '_');
  return { sql, ...field, from: { path, as: otherwise ?? as }, ...more };
}
