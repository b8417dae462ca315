import { commonSchema, eventSchemas } from '@firsthand/protocol';
import { Compile } from 'typebox/compile';

const schemas = new Map(
  Object.entries(eventSchemas).map(([type, schema]) => [type, Compile(schema)] as const),
);
const common = Compile(commonSchema);

interface Described {
  byOthers?: true;
  properties?: Record<string, Described>;
}

/**
 * What the server's schema would find wrong with an event of the SDK; nothing if it would take it, and if it has no field
 * of which docs/privacy.md does not tell, since it is said to be written by others.
 */
export function schemaFaults(event: { type: string }): string[] {
  const schema = schemas.get(event.type) ?? common;
  const described: unknown = eventSchemas[event.type as keyof typeof eventSchemas] ?? commonSchema;
  return [
    ...schema.Errors(event).map(({ instancePath, message }) => `${instancePath} ${message}`),
    ...writtenByOthers(described as Described, event, '').map(
      (path) => `${path} is written by others alone`,
    ),
  ];
}

function writtenByOthers(schema: Described, value: unknown, path: string): string[] {
  if (value === undefined) return [];
  if (schema.byOthers) return [path];
  return Object.entries(schema.properties ?? {}).flatMap(([name, child]) =>
    writtenByOthers(child, (value as Record<string, unknown>)[name], `${path}/${name}`),
  );
}
