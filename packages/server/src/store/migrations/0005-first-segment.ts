import type { Migration } from '../migrate.js';

/**
 * Of a segment that comes twice the first stands: whoever has learnt its id later cannot put another in its place. The version
 * of a `ReplacingMergeTree` cannot be altered, so the rows move to another table.
 */
export const firstSegment: Migration = {
  version: 5,
  statements: [
    `ALTER TABLE replay_segments
       ADD COLUMN IF NOT EXISTS precedence Int64 DEFAULT -received_at COMMENT 'the highest stands'`,
    'DROP TABLE IF EXISTS replay_segments_new',
    `CREATE TABLE replay_segments_new AS replay_segments
     ENGINE = ReplacingMergeTree(precedence)
     PARTITION BY intDiv(client_start, 86400000) % 31
     ORDER BY (application_id, session_id, segment_id)
     SETTINGS index_granularity_bytes = 1048576`,
    'INSERT INTO replay_segments_new SELECT * FROM replay_segments FINAL',
    'EXCHANGE TABLES replay_segments_new AND replay_segments',
    'DROP TABLE replay_segments_new',
  ],
};
