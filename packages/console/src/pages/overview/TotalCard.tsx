import { Group, Paper, Text } from '@mantine/core';
import { IconAlertTriangle, IconCircleCheck, IconCircleX } from '@tabler/icons-react';
import { RATING_COLORS, type Rating } from '../../vitals.js';

interface TotalCardProps {
  label: string;
  value: string;
  note?: string;
  rating?: Rating;
}

const ICONS = { good: IconCircleCheck, 'needs improvement': IconAlertTriangle, poor: IconCircleX };

/** One figure with its name, and what it is worth. */
export function TotalCard({ label, value, note = 'no value yet', rating }: TotalCardProps) {
  const Icon = rating && ICONS[rating];
  return (
    <Paper component="section" aria-label={label} withBorder p="md" mih={112}>
      <Text size="sm" c="dimmed">
        {label}
      </Text>
      <Text component="strong" fz="1.65rem" fw={600} lh={1.4} display="block">
        {value}
      </Text>
      <Group gap={5} wrap="nowrap">
        {Icon && (
          <Icon size={15} aria-hidden color={`var(--mantine-color-${RATING_COLORS[rating]}-6)`} />
        )}
        <Text size="xs" c="dimmed">
          {rating ?? note}
        </Text>
      </Group>
    </Paper>
  );
}
