import type { RumEvent } from '@firsthand/protocol';
import { ATTRIBUTES, fieldOf, TIMINGS } from '@firsthand/protocol/query';

/** Attributes of an event that can be asked by. The event itself keeps all. */
const MAX_ATTRIBUTES = 100;
/** Longest name that can be asked by, and most of a value, in characters. */
const MAX_NAME = 200;
const MAX_VALUE = 500;
/** Objects within objects that are entered; what is deeper is JSON. */
const MAX_DEPTH = 3;

/** What pages give of their own, by name. */
export interface AttributeColumns {
  /** All of them, as text: numbers, booleans and lists as JSON. */
  attributes: Record<string, string>;
  attribute_numbers: Record<string, number>;
}

export function attributesOf(event: RumEvent): AttributeColumns {
  const found = ATTRIBUTES.flatMap((root) => entriesOf(root, event[root], 1));
  if (event.type === 'view') found.push(...timingsOf(event.view.custom_timings));
  const taken = found
    .filter(([name]) => name.length <= MAX_NAME && fieldOf(name)?.type === 'attribute')
    .slice(0, MAX_ATTRIBUTES)
    .map(([name, value]) => [name.toWellFormed(), value] as const);
  return {
    attributes: Object.fromEntries(taken.map(([name, value]) => [name, textOf(value)])),
    attribute_numbers: Object.fromEntries(
      taken.filter((entry): entry is [string, number] => typeof entry[1] === 'number'),
    ),
  };
}

function entriesOf(name: string, value: unknown, depth: number): [string, unknown][] {
  if (value === null || value === undefined) return [];
  if (typeof value !== 'object' || Array.isArray(value) || depth > MAX_DEPTH)
    return [[name, value]];
  return Object.entries(value).flatMap(([key, child]) =>
    entriesOf(`${name}.${key}`, child, depth + 1),
  );
}

function timingsOf(timings: Record<string, number> = {}): [string, number][] {
  return Object.entries(timings).map(([name, time]) => [`${TIMINGS}${name}`, time / 1e6]);
}

function textOf(value: unknown): string {
  const text = typeof value === 'string' ? value : JSON.stringify(value);
  return text.slice(0, MAX_VALUE).toWellFormed();
}
