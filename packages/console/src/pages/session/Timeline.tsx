import type { SessionSummary, StoredEvent } from '@firsthand/protocol/query';
import { useVirtualizer } from '@tanstack/react-virtual';
import { useRef, useState } from 'react';
import { TimelineRow } from './TimelineRow.js';

interface TimelineProps {
  session: SessionSummary;
  events: StoredEvent[];
}

/** One session's events in order, each with its place in the session's time. Only what is in sight is rendered. */
export function Timeline({ session, events }: TimelineProps) {
  const viewport = useRef<HTMLDivElement>(null);
  const [open, setOpen] = useState<string>();
  const virtualizer = useVirtualizer({
    count: events.length,
    getScrollElement: () => viewport.current,
    estimateSize: () => 37,
    getItemKey: (index) => events[index]?.event_id ?? index,
    overscan: 12,
  });
  const span = { start: session.started_at, end: session.last_event_at };
  return (
    <div ref={viewport} className="timeline">
      <ol
        aria-label="Events"
        style={{ height: virtualizer.getTotalSize(), position: 'relative', margin: 0, padding: 0 }}
      >
        {virtualizer.getVirtualItems().map(({ key, index, start }) => {
          const event = events[index];
          if (!event) return null;
          const id = event.event_id;
          return (
            <li
              key={key}
              ref={virtualizer.measureElement}
              data-index={index}
              aria-setsize={events.length}
              aria-posinset={index + 1}
              style={{ position: 'absolute', insetInline: 0, top: start, listStyle: 'none' }}
            >
              <TimelineRow
                event={event}
                span={span}
                isOpen={open === id}
                onToggle={() => setOpen(open === id ? undefined : id)}
              />
            </li>
          );
        })}
      </ol>
    </div>
  );
}
