import type { StoredEvent } from '@firsthand/protocol/query';
import { Text } from '@mantine/core';
import { useVirtualizer } from '@tanstack/react-virtual';
import { useEffect, useMemo, useRef } from 'react';
import { duration, offset } from '../../format.js';
import { nextAfter } from '../../replay/interactions.js';
import { lengthOf, titleOf } from '../session/describe-event.js';
import { lookOf } from '../session/event-types.js';

interface PaneProps {
  label: string;
  events: StoredEvent[];
  start: number;
  time: number;
  onSeek: (at: number) => void;
}

/** Events in order, with the one that happened last marked and in sight. */
export function Pane({ label, events, start, time, onSeek }: PaneProps) {
  const viewport = useRef<HTMLDivElement>(null);
  const times = useMemo(() => events.map((event) => event.date), [events]);
  const next = nextAfter(times, time);
  const current = (next === undefined ? events.length : times.indexOf(next)) - 1;
  const virtualizer = useVirtualizer({
    count: events.length,
    getScrollElement: () => viewport.current,
    estimateSize: () => 34,
    getItemKey: (index) => events[index]?.event_id ?? index,
    overscan: 8,
  });
  useEffect(() => {
    if (current >= 0) virtualizer.scrollToIndex(current, { align: 'center' });
  }, [current, virtualizer]);
  return (
    <div ref={viewport} className="pane">
      <ol aria-label={label} style={{ height: virtualizer.getTotalSize() }}>
        {virtualizer.getVirtualItems().map(({ key, index, start: top }) => {
          const event = events[index];
          return (
            event && (
              <li key={key} style={{ top }} aria-setsize={events.length} aria-posinset={index + 1}>
                <PaneRow
                  event={event}
                  at={event.date - start}
                  isCurrent={index === current}
                  isAhead={index > current}
                  onSeek={() => onSeek(event.date)}
                />
              </li>
            )
          );
        })}
      </ol>
    </div>
  );
}

interface PaneRowProps {
  event: StoredEvent;
  at: number;
  isCurrent: boolean;
  isAhead: boolean;
  onSeek: () => void;
}

function PaneRow({ event, at, isCurrent, isAhead, onSeek }: PaneRowProps) {
  const { label, color, Icon } = lookOf(event.type);
  const length = lengthOf(event);
  return (
    <button
      type="button"
      className="pane-row"
      aria-current={isCurrent}
      data-ahead={isAhead}
      data-failed={event.type === 'resource' && (event.resource.status_code ?? 0) >= 400}
      onClick={onSeek}
    >
      <time dateTime={new Date(event.date).toISOString()}>{offset(at)}</time>
      <Icon size={14} color={`var(--mantine-color-${color}-text)`} aria-label={label} role="img" />
      <Text span truncate size="sm" title={titleOf(event)}>
        {titleOf(event)}
      </Text>
      <Text span size="xs" c="dimmed" className="tabular">
        {event.type === 'resource' && length ? duration(length) : ''}
      </Text>
    </button>
  );
}
