import type { StoredEvent } from '@firsthand/protocol/query';
import { Chip, Group } from '@mantine/core';
import { lookOf } from './event-types.js';

interface TypeFilterProps {
  events: StoredEvent[];
  hidden: ReadonlySet<string>;
  onChange: (hidden: ReadonlySet<string>) => void;
}

/** Which types of event are shown, with how many there are. */
export function TypeFilter({ events, hidden, onChange }: TypeFilterProps) {
  const counts = Map.groupBy(events, ({ type }) => type as string);
  return (
    <Group gap="xs" role="group" aria-label="Types of event">
      {Array.from(counts, ([type, { length }]) => (
        <Chip
          key={type}
          size="xs"
          checked={!hidden.has(type)}
          color={lookOf(type).color}
          variant="light"
          onChange={(isShown) => {
            const next = new Set(hidden);
            if (isShown) next.delete(type);
            else next.add(type);
            onChange(next);
          }}
        >
          {lookOf(type).label} {length}
        </Chip>
      ))}
    </Group>
  );
}
