import { commonSchema, eventSchemas } from '@firsthand/protocol';
import { Compile } from 'typebox/compile';

const schemas = new Map(
  Object.entries(eventSchemas).map(([type, schema]) => [type, Compile(schema)] as const),
);
const common = Compile(commonSchema);

/** What the server's schema would find wrong with an event; nothing if it would take it. */
export function schemaFaults(event: { type: string }): string[] {
  const schema = schemas.get(event.type) ?? common;
  return schema.Errors(event).map(({ instancePath, message }) => `${instancePath} ${message}`);
}
