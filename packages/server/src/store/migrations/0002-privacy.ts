import type { Migration } from '../migrate.js';

/** What was erased and who had access; neither names an erased subject. */
export const privacy: Migration = {
  version: 2,
  statements: [
    `CREATE TABLE IF NOT EXISTS erasures (
      salt String,
      hashes Array(String) COMMENT 'SHA-256 of salt, kind, colon and id',
      erased_at Int64 COMMENT 'ms since epoch'
    )
    ENGINE = MergeTree ORDER BY erased_at
    TTL toDateTime(intDiv(erased_at, 1000), 'UTC') + INTERVAL 2 DAY`,
    `CREATE TABLE IF NOT EXISTS audit (
      at Int64 COMMENT 'ms since epoch',
      who LowCardinality(String),
      action LowCardinality(String),
      subject_kind LowCardinality(String),
      subject String COMMENT 'an id, or sha256:<salt>:<hash> once erased'
    )
    ENGINE = MergeTree ORDER BY at`,
  ],
};
