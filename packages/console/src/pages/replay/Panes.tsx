import type { StoredEvent } from '@firsthand/protocol/query';
import { Paper, Tabs } from '@mantine/core';
import { useMemo } from 'react';
import { EmptyState } from '../../states/EmptyState.js';
import { Pane } from './Pane.js';

interface PanesProps {
  events: StoredEvent[];
  start: number;
  time: number;
  onSeek: (at: number) => void;
}

const PANES = [
  { name: 'events', label: 'Events', holds: ({ type }: StoredEvent) => type !== 'resource' },
  { name: 'network', label: 'Network', holds: ({ type }: StoredEvent) => type === 'resource' },
  { name: 'console', label: 'Console', holds: ({ type }: StoredEvent) => type === 'error' },
];

/** What happened, in step with what is shown. */
export function Panes({ events, ...rest }: PanesProps) {
  const panes = useMemo(
    () => PANES.map((pane) => ({ ...pane, events: events.filter(pane.holds) })),
    [events],
  );
  return (
    <Paper withBorder className="panes">
      <Tabs defaultValue="events" keepMounted={false} className="panes-tabs">
        <Tabs.List>
          {panes.map(({ name, label, events: { length } }) => (
            <Tabs.Tab key={name} value={name}>
              {label} {length}
            </Tabs.Tab>
          ))}
        </Tabs.List>
        {panes.map(({ name, label, events: held }) => (
          <Tabs.Panel key={name} value={name} className="panes-panel">
            {held.length ? (
              <Pane label={label} events={held} {...rest} />
            ) : (
              <EmptyState>Nothing of this kind is stored of the session.</EmptyState>
            )}
          </Tabs.Panel>
        ))}
      </Tabs>
    </Paper>
  );
}
