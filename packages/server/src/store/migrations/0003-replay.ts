import type { Migration } from '../migrate.js';

/**
 * One row a segment of a replay. As of events, key and partition hold nothing that could differ between two
 * deliveries. Granules are small, since records are large and read by segment.
 */
export const replay: Migration = {
  version: 3,
  statements: [
    `CREATE TABLE IF NOT EXISTS replay_segments (
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
      received_at Int64 COMMENT 'ms since epoch'
    )
    ENGINE = ReplacingMergeTree(received_at)
    PARTITION BY intDiv(client_start, 86400000) % 31
    ORDER BY (application_id, session_id, segment_id)
    SETTINGS index_granularity_bytes = 1048576`,
  ],
};
