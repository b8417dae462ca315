import type { OverviewAnswer } from '@firsthand/protocol/query';
import { SimpleGrid } from '@mantine/core';
import { axisTime, count, duration, percent, score } from '../../format.js';
import { TimeChart } from './TimeChart.js';

/** How each figure went over time. */
export function Charts({ series, interval }: Pick<OverviewAnswer, 'series' | 'interval'>) {
  const points = series.map((point) => ({ ...point, time: axisTime(point.at, interval) }));
  return (
    <SimpleGrid cols={{ base: 1, sm: 2, lg: 3 }} spacing="sm">
      <TimeChart title="Page views" points={points} field="views" format={count} kind="bar" />
      <TimeChart
        title="Error rate"
        points={points}
        field="error_rate"
        format={percent}
        kind="line"
      />
      <TimeChart title="LCP, p75" points={points} field="lcp_p75" format={duration} kind="line" />
      <TimeChart title="INP, p75" points={points} field="inp_p75" format={duration} kind="line" />
      <TimeChart title="CLS, p75" points={points} field="cls_p75" format={score} kind="line" />
      <TimeChart title="Errors" points={points} field="errors" format={count} kind="bar" />
    </SimpleGrid>
  );
}
