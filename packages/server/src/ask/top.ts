import type { TopAnswer, TopQuestion } from '@firsthand/protocol/query';
import type { Ask } from './ask.js';
import { count } from './count.js';
import { table } from './table.js';

/** The values of a field that have most of the first measure, beside the whole. */
export async function top(
  ask: Ask,
  { by, limit = 10, ...question }: TopQuestion,
): Promise<TopAnswer> {
  const [{ rows }, { values }] = await Promise.all([
    table(ask, { ...question, by: [by], limit }),
    count(ask, question),
  ]);
  return {
    top: rows.map((row) => ({ value: row.group[by] ?? '', values: row.values })),
    total: values,
  };
}
