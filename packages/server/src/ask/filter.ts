import { fieldOf, readFilter, type Condition, type Filter } from '@firsthand/protocol/query';

/** The filter of a question that names environment and version apart. */
export function filterOf({ env, version, filter = '' }: Filter): Condition {
  const named = Object.entries({ env, version }).flatMap(([name, value]): Condition[] => {
    const field = fieldOf(name);
    return field && value ? [{ kind: 'field', field, test: { is: 'equal', value } }] : [];
  });
  return { kind: 'all', of: [readFilter(filter), ...named] };
}
