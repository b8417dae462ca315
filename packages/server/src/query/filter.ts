import type { Filter } from '@firsthand/protocol/query';

/**
 * Rows that a question is about; events count by when they happened, views by when they began.
 * Columns are qualified, since an alias of the same name would come first.
 */
export const WHERE = `events.application_id = {application:String}
  AND events.date >= {from:Int64} AND events.date < {to:Int64}
  AND ({env:String} = '' OR events.env = {env:String})
  AND ({version:String} = '' OR events.release = {version:String})`;

/** Parameters of {@link WHERE}. */
export function parametersOf({ application, from, to, env = '', version = '' }: Filter) {
  return { application, from, to, env, version };
}
