import type { Against, CompareAnswer, CompareQuestion } from '@firsthand/protocol/query';
import type { Ask } from './ask.js';
import { compileFigures, groupKey, groupOf, valuesOf, type FigureRow } from './figures.js';

/** Figures beside those of another time or of other events, group by group. */
export async function compare(ask: Ask, question: CompareQuestion): Promise<CompareAnswer> {
  const { by = [], limit = 100, against } = question;
  const keys = by.map((_, index) => `g${index}`).join(', ');
  const rows = await ask<FigureRow>(
    compileFigures(question, {
      by,
      rest: by.length ? `ORDER BY m0 DESC NULLS LAST, ${keys} LIMIT ${limit}` : '',
    }),
  );
  const groups = by.length ? rows.map((row) => groupKey(groupOf(row, by), by)) : undefined;
  const others = await ask<FigureRow>(
    compileFigures({ ...question, ...againstOf(question, against) }, { by, groups }),
  );
  const found = new Map(others.map((row) => [groupKey(groupOf(row, by), by), row]));
  return {
    rows: rows.map((row) => {
      const group = groupOf(row, by);
      return {
        group,
        values: valuesOf(row, question),
        against: valuesOf(found.get(groupKey(group, by)), question),
      };
    }),
  };
}

/** The other side: another time with the same filter, or the same time with another one. */
export function againstOf(
  { from, to, filter = '' }: { from: number; to: number; filter?: string | undefined },
  against: Against,
): { from: number; to: number; filter: string } {
  return 'filter' in against ? { from, to, filter: against.filter } : { ...against, filter };
}
