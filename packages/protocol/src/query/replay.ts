/** One piece of a session's recording, without its records. */
export interface ReplaySegment {
  id: string;
  view: string;
  /** From 0; one that is missing was lost or discarded. */
  index_in_view: number;
  /** When its first and last record happened by a right clock, in milliseconds since the Unix epoch. */
  start: number;
  end: number;
  /** What is to be added to the timestamps of its records, because the browser's clock was wrong. */
  clock_skew: number;
  records: number;
  has_full_snapshot: boolean;
  /** Of its records as JSON. */
  bytes: number;
}

/** `GET /api/v1/sessions/:id/replay?application=`: in the order of time. 404 if there is none. */
export interface ReplayAnswer {
  segments: ReplaySegment[];
}

/**
 * One line of `GET /api/v1/sessions/:id/replay/records?application=&view=&from=&to=`: NDJSON, the segments of a view
 * that start from `from` to `to`, both inclusive, in the order of time.
 */
export interface ReplayRecords {
  segment: string;
  /** Events of rrweb, with timestamps as the browser wrote them. */
  records: { type: number; timestamp: number; data: unknown }[];
}
