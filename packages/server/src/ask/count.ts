import type { CountAnswer, CountQuestion } from '@firsthand/protocol/query';
import { compileFigures, valuesOf, type FigureRow } from './figures.js';
import type { Ask } from './ask.js';

/** Figures over all that is asked for. */
export async function count(ask: Ask, question: CountQuestion): Promise<CountAnswer> {
  const [row] = await ask<FigureRow>(compileFigures(question));
  return { values: valuesOf(row, question) };
}
