import type { StoredEvent } from '@firsthand/protocol/query';
import { Group, Text } from '@mantine/core';
import { date, offset } from '../../format.js';
import { lengthOf, titleOf } from './describe-event.js';
import { EventDetail } from './EventDetail.js';
import { lookOf } from './event-types.js';

interface TimelineRowProps {
  event: StoredEvent;
  /** The session's first and last moment, in milliseconds since the epoch. */
  span: { start: number; end: number };
  isOpen: boolean;
  onToggle: () => void;
}

export function TimelineRow({ event, span, isOpen, onToggle }: TimelineRowProps) {
  const { label, color, Icon } = lookOf(event.type);
  const paint = `var(--mantine-color-${color}-filled)`;
  return (
    <>
      <button
        type="button"
        className="timeline-row"
        data-type={event.type}
        aria-expanded={isOpen}
        onClick={onToggle}
      >
        <time dateTime={new Date(event.date).toISOString()} title={date(event.date)}>
          {offset(event.date - span.start)}
        </time>
        <Group gap={6} wrap="nowrap">
          <Icon
            size={15}
            color={`var(--mantine-color-${color}-text)`}
            aria-label={label}
            role="img"
          />
          <Text span size="sm" c="dimmed" className="timeline-type-name" aria-hidden>
            {label}
          </Text>
        </Group>
        <Text span truncate size="sm" fw="inherit" title={titleOf(event)}>
          {titleOf(event)}
        </Text>
        <span className="timeline-bar" aria-hidden>
          <span style={{ ...place(event, span), background: paint }} />
        </span>
      </button>
      {isOpen && <EventDetail event={event} />}
    </>
  );
}

/** Where an event lies in the session's time. */
function place(event: StoredEvent, { start, end }: TimelineRowProps['span']) {
  const whole = Math.max(1, end - start);
  const left = Math.min(1, Math.max(0, (event.date - start) / whole));
  const width = Math.min(1 - left, lengthOf(event) / whole);
  return { left: `min(${left * 100}%, 100% - 4px)`, width: `${width * 100}%` };
}
