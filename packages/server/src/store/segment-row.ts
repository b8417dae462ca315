import type { SegmentHeader } from '@firsthand/protocol';
import { wellFormed } from './well-formed.js';

/** An accepted segment of a replay, as it waits in the intake log. */
export interface AcceptedSegment {
  header: SegmentHeader;
  /** One rrweb event a line. */
  records: string;
  clockSkew: number;
  /** Milliseconds since the Unix epoch. */
  receivedAt: number;
}

/** One row of the table `replay_segments`; see the migrations for units. */
export interface SegmentRow {
  application_id: string;
  session_id: string;
  segment_id: string;
  view_id: string;
  client_start: number;
  start: number;
  end: number;
  clock_skew: number;
  index_in_view: number;
  records_count: number;
  has_full_snapshot: boolean;
  bytes: number;
  header: string;
  records: string;
  received_at: number;
  /** Of two with one id, the highest stands: the one that came first. */
  precedence: number;
}

export function toSegmentRow(segment: AcceptedSegment): SegmentRow {
  const { header, records, clockSkew, receivedAt } = segment;
  return wellFormed({
    application_id: header.application.id,
    session_id: header.session.id,
    segment_id: header.segment_id.toLowerCase(),
    view_id: header.view.id,
    client_start: header.start,
    start: header.start + clockSkew,
    end: header.end + clockSkew,
    clock_skew: clockSkew,
    index_in_view: header.index_in_view,
    records_count: records.split('\n').length,
    has_full_snapshot: header.has_full_snapshot,
    bytes: Buffer.byteLength(records),
    header: JSON.stringify(header),
    records,
    received_at: receivedAt,
    precedence: -receivedAt,
  });
}
