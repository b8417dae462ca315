import type { HeatAnswer, HeatQuestion } from '@firsthand/protocol/query';
import type { Ask } from './ask.js';
import { stepOf } from './distribution.js';
import { compileValues } from './field-values.js';
import { intervalOf } from './intervals.js';

/** How are the values of a field spread over time? */
export async function heat(
  ask: Ask,
  { buckets = 20, ...question }: HeatQuestion,
): Promise<HeatAnswer> {
  const interval = intervalOf(question);
  const [ends] = await ask<{ low: number; high: number; n: number }>(
    compileValues(question, {
      select: `toFloat64(min(value)) AS low, toFloat64(quantileExactInclusive(0.99)(value)) AS high,
        toFloat64(count()) AS n`,
    }),
  );
  if (!ends?.n) return { interval, step: 1, cells: [] };
  const step = stepOf(ends.low, ends.high, buckets);
  const cells = await ask<HeatAnswer['cells'][number]>(
    compileValues(question, {
      select: `toFloat64(intDiv(at, ${interval}) * ${interval}) AS at,
        ${ends.low} + least(toFloat64(floor((value - ${ends.low}) / ${step})), ${buckets - 1}) * ${step} AS from,
        toFloat64(count()) AS count`,
      rest: 'GROUP BY at, from ORDER BY at, from',
    }),
  );
  return { interval, step, cells };
}
