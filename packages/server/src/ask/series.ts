import type { SeriesAnswer, SeriesQuestion } from '@firsthand/protocol/query';
import type { Ask } from './ask.js';
import { compileFigures, groupOf, valuesOf, type FigureRow } from './figures.js';
import { intervalOf, pointsBetween } from './intervals.js';
import { table } from './table.js';

/** Figures over time; of the most frequent values of a field, a series each. */
export async function series(ask: Ask, question: SeriesQuestion): Promise<SeriesAnswer> {
  const { by, limit = 5 } = question;
  const interval = intervalOf(question);
  const groups = by ? await topGroups(ask, { ...question, by, limit }) : undefined;
  const rows = await ask<FigureRow & { at: number }>(
    compileFigures(question, { interval, ...(by && { by: [by], groups }) }),
  );
  const names = by ? [by] : [];
  const found = new Map<string, Map<number, FigureRow>>(
    (groups ?? ['']).map((key) => [key, new Map()]),
  );
  for (const row of rows) found.get(by ? String(row['g0']) : '')?.set(row.at, row);
  return {
    interval,
    series: [...found].map(([value, points]) => ({
      group: groupOf({ g0: value }, names),
      points: pointsBetween(question, interval).map((at) => ({
        at,
        values: valuesOf(points.get(at), question),
      })),
    })),
  };
}

/** The values that most of the first measure have. */
async function topGroups(
  ask: Ask,
  { by, interval: _interval, ...question }: SeriesQuestion & { by: string; limit: number },
): Promise<string[]> {
  const { rows } = await table(ask, { ...question, by: [by] });
  return rows.map(({ group }) => group[by] ?? '');
}
