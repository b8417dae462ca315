import type { Migration } from '../migrate.js';

/**
 * One row an event. `ReplacingMergeTree` keeps the row with the highest `document_version` of a key, so that a
 * batch delivered twice is stored once and a view's snapshots replace each other; reads say FINAL. Key and
 * partition hold nothing that could differ between two deliveries of one event: the date that the browser wrote,
 * not `date`, which is corrected by what each delivery told of the browser's clock.
 *
 * A wrong clock may say any day, so days share 31 partitions; that keeps an insert below the limit of 100.
 *
 * Columns hold what questions filter and aggregate by; `event` is the whole event as it came. It is text, not
 * the JSON type, which would not give back key order, dotted keys and number types as they were.
 *
 * Retention is configuration: see `retention.ts`.
 */
export const events: Migration = {
  version: 1,
  statements: [
    `CREATE TABLE IF NOT EXISTS events (
      application_id LowCardinality(String),
      type LowCardinality(String),
      date Int64 COMMENT 'ms since epoch, by a right clock',
      client_date Int64 COMMENT 'ms since epoch, as the browser wrote it',
      ended_at Int64 COMMENT 'ms since epoch; later than date for views only',
      session_id String,
      event_id String,
      document_version UInt32,
      env LowCardinality(String),
      release LowCardinality(String),
      view_id String,
      view_name String,
      user_name String,
      user_id String,
      user_ids Array(String) COMMENT 'all by which the user may be asked for: id, e-mail, anonymous id',
      lcp Nullable(Float64) COMMENT 'ms',
      inp Nullable(Float64) COMMENT 'ms',
      cls Nullable(Float64),
      browser LowCardinality(String),
      os LowCardinality(String),
      device_type LowCardinality(String),
      event String CODEC(ZSTD(3)),
      enrichment String CODEC(ZSTD(3)),
      received_at Int64 COMMENT 'ms since epoch',
      INDEX by_session session_id TYPE bloom_filter GRANULARITY 4,
      INDEX by_date date TYPE minmax
    )
    ENGINE = ReplacingMergeTree(document_version)
    PARTITION BY intDiv(client_date, 86400000) % 31
    ORDER BY (application_id, type, intDiv(client_date, 3600000), session_id, event_id)`,
  ],
};
