import type { RefusedRow } from '../erasure/refused-rows.js';
import { userIdsOf } from '../erasure/subject.js';
import type { AcceptedBatch } from '../intake-log/record.js';
import { toEventRow, type EventRow } from './event-row.js';
import { toSegmentRow, type AcceptedSegment, type SegmentRow } from './segment-row.js';

/** One function for each row, so that one that cannot be made costs no other. */
export type RowsOf<Entry, Row> = (entry: Entry) => { make: () => Row; unmade: Unmade }[];

/** What is known of a row that could not be made. */
export interface Unmade {
  application_id: string;
  session_id: string;
  user_ids?: string[];
  /** What it was to be made of. */
  from: unknown;
}

/** The rows of a batch. */
export const eventRowsOf: RowsOf<AcceptedBatch, EventRow> = ({
  batchId,
  enrichment,
  receivedAt,
  events,
}) =>
  events.map(({ line, event }) => ({
    make: () => toEventRow({ event, eventId: `${batchId}:${line}`, enrichment, receivedAt }),
    unmade: {
      application_id: event.application.id,
      session_id: event.session.id,
      user_ids: userIdsOf(event),
      from: { batchId, line, enrichment, receivedAt, event },
    },
  }));

/** The row of a segment of a replay. */
export const segmentRowsOf: RowsOf<AcceptedSegment, SegmentRow> = (segment) => [
  {
    make: () => toSegmentRow(segment),
    unmade: {
      application_id: segment.header.application.id,
      session_id: segment.header.session.id,
      from: segment,
    },
  },
];

/** The row that was kept aside, made anew where it could not be made. @throws where it still cannot */
export function rowsOfRefused({ row }: RefusedRow): object[] {
  if (!('from' in row)) return [row];
  const from = row.from as AcceptedSegment | (Omit<AcceptedBatch, 'events'> & BatchEvent);
  const made =
    'header' in from ? segmentRowsOf(from) : eventRowsOf({ ...from, events: [{ ...from }] });
  return made.map(({ make }) => make());
}

type BatchEvent = AcceptedBatch['events'][number];
