import type { RumEvent } from '@firsthand/protocol';
import type { Enrichment, StoredEvent } from '@firsthand/protocol/query';

/** Columns of which a {@link StoredEvent} is made; `at` is the corrected date. */
export interface StoredRow {
  event_id: string;
  at: number;
  event: string;
  enrichment: string;
}

export function toStoredEvent({ event_id: id, at, event, enrichment }: StoredRow): StoredEvent {
  return {
    ...(JSON.parse(event) as RumEvent),
    date: at,
    event_id: id,
    enrichment: JSON.parse(enrichment) as Enrichment,
  };
}
