import type { Migration } from '../migrate.js';

/**
 * Of a segment that comes twice the first stands: whoever has learnt its id later cannot put another in its place. The version
 * of a `ReplacingMergeTree` cannot be altered, so the rows move to another table.
 */
export const firstSegment: Migration = {
  version: 5,
  statements: [
    'DROP TABLE IF EXISTS replay_segments_new',
    `CREATE TABLE replay_segments_new (
      application_id LowCardinality(String),
      session_id String,
      segment_id String,
      view_id String,
      client_start Int64 COMMENT 'ms since epoch, as the browser wrote it',
      start Int64 COMMENT 'ms since epoch, by a right clock',
      end Int64 COMMENT 'the same',
      clock_skew Int64 COMMENT 'ms that were added',
      index_in_view UInt32,
      records_count UInt32,
      has_full_snapshot Bool,
      bytes UInt32 COMMENT 'of records',
      header String COMMENT 'JSON as it came' CODEC(ZSTD(3)),
      records String COMMENT 'one rrweb event a line' CODEC(ZSTD(3)),
      received_at Int64 COMMENT 'ms since epoch',
      precedence Int64 DEFAULT -received_at COMMENT 'the highest stands'
    )
    ENGINE = ReplacingMergeTree(precedence)
    PARTITION BY intDiv(client_start, 86400000) % 31
    ORDER BY (application_id, session_id, segment_id)
    SETTINGS index_granularity_bytes = 1048576`,
    `INSERT INTO replay_segments_new (application_id, session_id, segment_id, view_id, client_start, start, end, clock_skew,
       index_in_view, records_count, has_full_snapshot, bytes, header, records, received_at)
     SELECT application_id, session_id, segment_id, view_id, client_start, start, end, clock_skew,
       index_in_view, records_count, has_full_snapshot, bytes, header, records, received_at
     FROM replay_segments FINAL`,
    'EXCHANGE TABLES replay_segments_new AND replay_segments',
    'DROP TABLE replay_segments_new',
  ],
};
