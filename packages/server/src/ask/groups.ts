import { fieldOf, has } from '@firsthand/protocol/query';
import type { EventType } from '@firsthand/protocol';
import { Refused } from '../intake/refused.js';
import { sqlOf } from './condition-sql.js';
import type { Parameters } from './parameters.js';

/**
 * The text by which rows are grouped; empty where a row has none.
 *
 * @throws {Refused} where there is no such field, events of one of these types do not have it, or it has too many values
 */
export function groupSql(
  name: string,
  { types, parameters }: { types: readonly EventType[]; parameters: Parameters },
): string {
  const field = fieldOf(name);
  if (!field) throw new Refused(400, `There is no field ${name}.`);
  const without = types.find((type) => !has(type, field));
  if (without)
    throw new Refused(
      400,
      `${field.name} is a field of ${field.of?.join(', ')}: no ${without} has it.`,
    );
  if (field.type === 'attribute')
    return `events.attributes[${parameters.bind(field.name, 'String')}]`;
  const column = sqlOf(field);
  if (field.type === 'boolean') return `if(${column}, 'true', 'false')`;
  if (field.type === 'list')
    return `arrayJoin(if(empty(${column}), [''], arrayMap(item -> toString(item), ${column})))`;
  if (field.type === 'text') return `toString(${column})`;
  if (!field.hasFacets)
    throw new Refused(400, `${field.name} is a number: ask for its distribution.`);
  return `ifNull(toString(${column}), '')`;
}
