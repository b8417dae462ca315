import { eventSchemas } from '@firsthand/protocol';

/** Kinds of events: the types that have a schema, and `custom`, which is every other. */
export const MEASUREMENTS = [...Object.keys(eventSchemas), 'custom'];

export const NOT_MEASURED = { field: 'type', reason: 'is not among rum.measurements' };

/** Says whether events of a type are taken. */
export function measurements(kinds: readonly string[]): (type: unknown) => boolean {
  const isTaken = new Set<unknown>(kinds);
  return (type) => isTaken.has(MEASUREMENTS.includes(type as string) ? type : 'custom');
}
