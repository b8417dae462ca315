import type { DistributionAnswer, DistributionQuestion } from '@firsthand/protocol/query';
import type { Ask } from './ask.js';
import { compileValues } from './field-values.js';

const PERCENTILES = [0.5, 0.75, 0.9, 0.95, 0.99];

interface Summary {
  count: number;
  low: number;
  percentiles: number[];
}

/** How are the values of a field spread? */
export async function distribution(
  ask: Ask,
  { buckets = 40, ...question }: DistributionQuestion,
): Promise<DistributionAnswer> {
  const [summary] = await ask<Summary>(
    compileValues(question, {
      select: `toFloat64(count()) AS count, toFloat64(min(value)) AS low,
        quantilesExactInclusive(${PERCENTILES.join(', ')})(value) AS percentiles`,
    }),
  );
  if (!summary?.count) return { count: 0, percentiles: [], buckets: [] };
  const { low, count } = summary;
  const step = stepOf(low, summary.percentiles.at(-1) ?? low, buckets);
  const rows = await ask<{ bucket: number; n: number }>(
    compileValues(question, {
      select: `least(toFloat64(floor((value - ${low}) / ${step})), ${buckets - 1}) AS bucket,
        toFloat64(count()) AS n`,
      rest: 'GROUP BY bucket',
    }),
  );
  const counts = new Map(rows.map(({ bucket, n }) => [bucket, n]));
  return {
    count,
    percentiles: PERCENTILES.map((at, index) => ({ at, value: summary.percentiles[index] ?? low })),
    buckets: Array.from({ length: buckets }, (_, bucket) => ({
      from: low + bucket * step,
      to: low + (bucket + 1) * step,
      count: counts.get(bucket) ?? 0,
    })),
  };
}

/** The width of a bucket, so that the last but one ends with the 99th percentile. */
export function stepOf(low: number, high: number, buckets: number): number {
  return (high - low) / Math.max(1, buckets - 1) || 1;
}
