import type { Against, CompareAnswer, CompareQuestion } from '@firsthand/protocol/query';
import type { Ask } from './ask.js';
import {
  compileFigures,
  groupKey,
  groupOf,
  valuesOf,
  type FigureRow,
  type Figures,
} from './figures.js';

/** Groups of one side that are looked at. */
const MAX_GROUPS = 10_000;

/** Figures beside those of another time or of other events, group by group; those first that have most on either side. */
export async function compare(ask: Ask, question: CompareQuestion): Promise<CompareAnswer> {
  const { by = [], limit = 100, against, measures } = question;
  const rest = by.length ? `ORDER BY m0 DESC NULLS LAST LIMIT ${MAX_GROUPS}` : '';
  const rowsOf = async (figures: Figures) => {
    const rows = await ask<FigureRow>(compileFigures(figures, { by, rest }));
    return new Map(rows.map((row) => [groupKey(groupOf(row, by), by), row]));
  };
  const [now, before] = await Promise.all([
    rowsOf(question),
    rowsOf({ ...question, ...againstOf(question, against) }),
  ]);
  const [first = ''] = measures;
  const most = ({ values, against: other }: CompareAnswer['rows'][number]) =>
    Math.max(values[first] ?? -Infinity, other[first] ?? -Infinity);
  const rows = [...new Map([...now, ...before])].map(([key, row]) => ({
    group: groupOf(row, by),
    values: valuesOf(now.get(key), question),
    against: valuesOf(before.get(key), question),
  }));
  return { rows: rows.toSorted((a, b) => most(b) - most(a)).slice(0, limit) };
}

/** The other side: another time with the same filter, or the same time with another one. */
export function againstOf(
  { from, to, filter = '' }: { from: number; to: number; filter?: string | undefined },
  against: Against,
): { from: number; to: number; filter: string } {
  return 'filter' in against ? { from, to, filter: against.filter } : { ...against, filter };
}
