import type { TSchema } from 'typebox';

/** What docs/privacy.md says of a field; what is inside it inherits purpose and switch. */
interface FieldFacts {
  /** What it is for. */
  purpose?: string;
  /** How not to collect it; or what has to be done before it is collected. */
  off?: string;
  /** Taken from who sends it, but never written by the SDK. */
  byOthers?: true;
}

/** Of a field that the SDK does not write. */
export const BY_OTHERS = { byOthers: true } as const;

/** A schema with what people are told of it, as JSON Schema annotations. */
export function field<Schema extends TSchema>(
  schema: Schema,
  description: string,
  facts: FieldFacts = {},
): Schema {
  return part(schema, { description, ...facts });
}

/** The same of what fields have in common. */
export function part<Schema extends TSchema>(
  schema: Schema,
  facts: FieldFacts & { description?: string },
): Schema {
  // Not by spreading: TypeBox keeps what is optional in properties that are not enumerable.
  const copy = Object.defineProperties({}, Object.getOwnPropertyDescriptors(schema));
  return Object.assign(copy, facts) as Schema;
}
