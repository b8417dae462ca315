import type { TableAnswer, TableQuestion } from '@firsthand/protocol/query';
import { Refused } from '../intake/refused.js';
import type { Ask } from './ask.js';
import { compileFigures, groupOf, valuesOf, type FigureRow } from './figures.js';

/** Figures by the values of one or several fields. */
export async function table(ask: Ask, question: TableQuestion): Promise<TableAnswer> {
  const { by, limit = 100, measures, order = measures[0], ascending } = question;
  const index = measures.findIndex((text) => text === order);
  if (index < 0) throw new Refused(400, `${order} is none of the measures.`);
  const keys = by.map((_, key) => `g${key}`).join(', ');
  const rows = await ask<FigureRow>(
    compileFigures(question, {
      by,
      rest: `ORDER BY m${index} ${ascending ? 'ASC' : 'DESC'} NULLS LAST, ${keys} LIMIT ${limit + 1}`,
    }),
  );
  return {
    rows: rows
      .slice(0, limit)
      .map((row) => ({ group: groupOf(row, by), values: valuesOf(row, question) })),
    truncated: rows.length > limit,
  };
}
