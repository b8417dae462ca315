import type { StoredEvent } from '@firsthand/protocol/query';
import { EmptyState } from '../../states/EmptyState.js';

/** Why there is nothing to watch. */
export function NoReplay({ events }: { events: StoredEvent[] }) {
  const wasRecorded = events.some(({ session }) => session.has_replay);
  return (
    <EmptyState>
      {wasRecorded
        ? 'This session was recorded, but its replay is not stored any more: see retention.replays.'
        : 'This session was not recorded.'}
    </EmptyState>
  );
}
