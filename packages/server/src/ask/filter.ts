import { parseFilter, printFilter, type Expression, type Filter } from '@firsthand/protocol/query';

const NOWHERE = { from: 0, to: 0 };

/** The filter of a question that names environment and version apart. */
export function filterOf({ env, version, filter = '' }: Filter): string {
  const terms = Object.entries({ env, version }).flatMap(([field, value]): Expression[] =>
    value
      ? [{ kind: 'term', field, fieldAt: NOWHERE, test: { is: 'equal', value, at: NOWHERE } }]
      : [],
  );
  return printFilter({ kind: 'all', of: [...terms, parseFilter(filter)] });
}
