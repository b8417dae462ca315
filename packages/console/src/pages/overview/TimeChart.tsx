import type { Measures } from '@firsthand/protocol/query';
import { BarChart, LineChart } from '@mantine/charts';
import { Paper, Text, VisuallyHidden } from '@mantine/core';

interface TimeChartProps {
  title: string;
  points: (Measures & { time: string })[];
  field: keyof Measures;
  format: (value: number) => string;
  kind: 'bar' | 'line';
}

/** The words beside the chart are for those who cannot see it; the drawing takes no focus. */
const HIDDEN = { accessibilityLayer: false };

/** One figure over time; for those who cannot see it, its range and latest value in words. */
export function TimeChart({ title, points, field, format, kind }: TimeChartProps) {
  const values = points.flatMap((point) => point[field] ?? []);
  const shared = {
    h: 180,
    data: points,
    dataKey: 'time',
    series: [{ name: field, label: title, color: field.startsWith('error') ? 'red.6' : 'pine.6' }],
    valueFormatter: format,
    withTooltip: true,
    tickLine: 'none' as const,
    gridAxis: 'x' as const,
    xAxisProps: { minTickGap: 40, fontSize: 11 },
    yAxisProps: { width: 68, fontSize: 11, allowDecimals: kind === 'line' },
  };
  return (
    <Paper component="figure" withBorder p="md" m={0}>
      <Text component="figcaption" size="sm" fw={600} mb="sm">
        {title}
      </Text>
      <VisuallyHidden>{inWords(values, format)}</VisuallyHidden>
      <div aria-hidden>
        {kind === 'bar' ? (
          <BarChart {...shared} barChartProps={HIDDEN} barProps={{ isAnimationActive: false }} />
        ) : (
          <LineChart
            {...shared}
            lineChartProps={HIDDEN}
            connectNulls={false}
            curveType="linear"
            dotProps={{ r: 2 }}
            lineProps={{ isAnimationActive: false }}
          />
        )}
      </div>
    </Paper>
  );
}

function inWords(values: number[], format: (value: number) => string): string {
  const latest = values.at(-1);
  return latest === undefined
    ? 'No values.'
    : `From ${format(Math.min(...values))} to ${format(Math.max(...values))}; the latest is ${format(latest)}.`;
}
