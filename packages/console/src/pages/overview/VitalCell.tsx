import { Table, Text, VisuallyHidden } from '@mantine/core';
import { rate, RATING_COLORS, type Vital } from '../../vitals.js';

interface VitalCellProps {
  vital: Vital;
  value: number | null;
  format: (value: number) => string;
}

/** A web vital in a table, with a dot for its rating. */
export function VitalCell({ vital, value, format }: VitalCellProps) {
  if (value === null) return <Table.Td ta="right">–</Table.Td>;
  const rating = rate(vital, value);
  return (
    <Table.Td ta="right" title={rating}>
      <Text span aria-hidden c={`${RATING_COLORS[rating]}.6`} mr={6}>
        ●
      </Text>
      {format(value)}
      <VisuallyHidden> {rating}</VisuallyHidden>
    </Table.Td>
  );
}
