import type { Measures, OverviewAnswer } from '@firsthand/protocol/query';
import { Paper, Table, Text, Title, UnstyledButton } from '@mantine/core';
import { IconChevronDown, IconChevronUp, IconSelector } from '@tabler/icons-react';
import { useState } from 'react';
import { count, duration, percent, score } from '../../format.js';
import { sortViews, type Order } from './sort-views.js';
import { VitalCell } from './VitalCell.js';

const COLUMNS: { field: Order['field']; label: string }[] = [
  { field: 'name', label: 'View' },
  { field: 'views', label: 'Views' },
  { field: 'lcp_p75', label: 'LCP, p75' },
  { field: 'inp_p75', label: 'INP, p75' },
  { field: 'cls_p75', label: 'CLS, p75' },
  { field: 'error_rate', label: 'Error rate' },
];

/** The figures by view name. */
export function ViewsTable({ views }: Pick<OverviewAnswer, 'views'>) {
  const [order, setOrder] = useState<Order>({ field: 'views', descending: true });
  return (
    <Paper component="section" aria-labelledby="views-title" withBorder>
      <Title order={2} id="views-title" p="md" pb="xs">
        By view
      </Title>
      <Table.ScrollContainer minWidth={760}>
        <Table
          highlightOnHover
          verticalSpacing="xs"
          horizontalSpacing="md"
          aria-labelledby="views-title"
        >
          <Table.Thead>
            <Table.Tr>
              {COLUMNS.map(({ field, label }) => (
                <SortableHeader key={field} {...{ field, label, order, setOrder }} />
              ))}
            </Table.Tr>
          </Table.Thead>
          <Table.Tbody>
            {sortViews(views, order).map((view) => (
              <ViewRow key={view.name} {...view} />
            ))}
          </Table.Tbody>
        </Table>
      </Table.ScrollContainer>
    </Paper>
  );
}

interface SortableHeaderProps {
  field: Order['field'];
  label: string;
  order: Order;
  setOrder: (order: Order) => void;
}

function SortableHeader({ field, label, order, setOrder }: SortableHeaderProps) {
  const isSorted = order.field === field;
  const Icon = isSorted ? (order.descending ? IconChevronDown : IconChevronUp) : IconSelector;
  const direction = order.descending ? 'descending' : 'ascending';
  return (
    <Table.Th ta={field === 'name' ? 'left' : 'right'} aria-sort={isSorted ? direction : 'none'}>
      <UnstyledButton
        fz="sm"
        fw={600}
        onClick={() =>
          setOrder({ field, descending: isSorted ? !order.descending : field !== 'name' })
        }
      >
        {label} <Icon size={13} aria-hidden style={{ verticalAlign: '-2px' }} />
      </UnstyledButton>
    </Table.Th>
  );
}

function ViewRow({
  name,
  views,
  error_rate,
  lcp_p75,
  inp_p75,
  cls_p75,
}: Measures & { name: string }) {
  return (
    <Table.Tr>
      <Table.Th scope="row" fw={500} maw={360}>
        <Text truncate title={name} size="sm" fw={500}>
          {name}
        </Text>
      </Table.Th>
      <Table.Td ta="right">{count(views)}</Table.Td>
      <VitalCell vital="lcp" value={lcp_p75} format={duration} />
      <VitalCell vital="inp" value={inp_p75} format={duration} />
      <VitalCell vital="cls" value={cls_p75} format={score} />
      <Table.Td ta="right">{error_rate === null ? '–' : percent(error_rate)}</Table.Td>
    </Table.Tr>
  );
}
