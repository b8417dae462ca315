import type { EventType } from '../events/index.js';
import { action } from './fields/action.js';
import { common } from './fields/common.js';
import { error } from './fields/error.js';
import type { Field } from './fields/field.js';
import { longTask } from './fields/long-task.js';
import { resource } from './fields/resource.js';
import { view } from './fields/view.js';
import { vital } from './fields/vital.js';

export type { Field, FieldType, Filling, Unit } from './fields/field.js';

/** Every field that a person can ask by. Filters, groups, facets, completion, columns and docs/fields.md come from here. */
export const fields: readonly Field[] = [
  ...common,
  ...view,
  ...action,
  ...resource,
  ...error,
  ...longTask,
  ...vital,
];

/** What pages give of their own, whose names nobody knows beforehand; the beginning of their fields' names. */
export const ATTRIBUTES = ['context', 'usr', 'account', 'feature_flags'] as const;

/** Moments that a page marks by `addTiming`, in milliseconds. */
export const TIMINGS = 'view.custom_timings.';

const byName = new Map(
  fields.flatMap((field) =>
    [field.name, ...(field.aliases ?? [])].map((name) => [name, field] as const),
  ),
);

/** A field of the catalogue by name or alias, or an attribute that pages give; `undefined` if there is none. */
export function fieldOf(name: string): Field | Attribute | undefined {
  return byName.get(name) ?? attributeOf(name);
}

/** A field that pages define. Each of its values has a type of its own. */
export interface Attribute {
  name: string;
  label: string;
  type: 'attribute';
  of?: readonly EventType[];
  unit?: 'ms';
}

function attributeOf(name: string): Attribute | undefined {
  if (name.startsWith(TIMINGS) && name.length > TIMINGS.length) {
    return { name, label: name.slice(TIMINGS.length), type: 'attribute', of: ['view'], unit: 'ms' };
  }
  const dot = name.indexOf('.');
  const isAttribute = dot > 0 && ATTRIBUTES.some((root) => root === name.slice(0, dot));
  return isAttribute && name.length > dot + 1
    ? { name, label: name.slice(dot + 1), type: 'attribute' }
    : undefined;
}

/** Whether events of a type have a field. */
export function has(type: EventType, { of }: { of?: readonly EventType[] | undefined }): boolean {
  return !of || of.includes(type);
}
