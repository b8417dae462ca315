import { Type } from 'typebox';
import { Count, Moment } from './nullable.js';

/** One piece of a session's recording, without its records. */
export const ReplaySegment = Type.Object({
  id: Type.String(),
  view: Type.String(),
  index_in_view: Type.Integer({
    description: 'From 0; one that is missing was lost or discarded.',
  }),
  /** When its first and last record happened, by a right clock. */
  start: Moment,
  end: Moment,
  clock_skew: Type.Number({
    description:
      'What is to be added to the timestamps of its records, because the browser’s clock was wrong.',
  }),
  records: Count,
  has_full_snapshot: Type.Boolean(),
  bytes: Type.Integer({ description: 'Of its records as JSON.' }),
});
export type ReplaySegment = Type.Static<typeof ReplaySegment>;

/** `GET /api/v1/sessions/:id/replay?application=`: in the order of time. 404 if there is none. */
export const ReplayAnswer = Type.Object({ segments: Type.Array(ReplaySegment) });
export type ReplayAnswer = Type.Static<typeof ReplayAnswer>;

/**
 * One line of `GET /api/v1/sessions/:id/replay/records?application=&view=&from=&to=`: NDJSON, the segments of a view
 * that start from `from` to `to`, both inclusive, in the order of time.
 */
export const ReplayRecords = Type.Object({
  segment: Type.String(),
  records: Type.Array(
    Type.Object({ type: Type.Integer(), timestamp: Type.Number(), data: Type.Unknown() }),
    { description: 'Events of rrweb, with timestamps as the browser wrote them.' },
  ),
});
export type ReplayRecords = Type.Static<typeof ReplayRecords>;
