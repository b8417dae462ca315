import type { Migration } from '../migrate.js';

/**
 * Figures by the hour, so that an overview or a list of sessions need not read every event of a month.
 *
 * They are of one hour by a right clock and one by the browser's clock: the latter is part of the key of events, so that all
 * versions of an event, and whatever else changes it, belong to one `client_hour`. That hour is counted anew as a whole.
 *
 * `touched_hours` tells which hours are not counted as they are now: each change adds a random number, and who has counted
 * an hour takes off what they found before they began. What was changed meanwhile remains, whoever else counts at the same time.
 */
export const hours: Migration = {
  version: 7,
  statements: [
    `CREATE TABLE IF NOT EXISTS hourly_figures (
      application_id LowCardinality(String),
      hour Int64 COMMENT 'hours since epoch, by a right clock',
      client_hour Int64 COMMENT 'the same, as the browser wrote it',
      env LowCardinality(String),
      release LowCardinality(String),
      view_name String,
      counted_at Int64 COMMENT 'ms since epoch; the latest stands',
      view_keys Array(UInt64),
      lcp Array(Float64) COMMENT 'ms',
      inp Array(Float64) COMMENT 'ms',
      cls Array(Float64),
      session_keys Array(UInt64) COMMENT 'of views and errors',
      errors UInt64,
      error_view_keys Array(UInt64) COMMENT 'of all errors, also of sessions that were kept because of them'
    )
    ENGINE = ReplacingMergeTree(counted_at)
    PARTITION BY intDiv(hour, 720) % 31
    ORDER BY (application_id, hour, client_hour, env, release, view_name)
    SETTINGS default_compression_codec = 'ZSTD(1)'`,
    `CREATE TABLE IF NOT EXISTS hourly_sessions (
      application_id LowCardinality(String),
      hour Int64 COMMENT 'hours since epoch, by a right clock',
      client_hour Int64 COMMENT 'the same, as the browser wrote it',
      session_id String,
      env LowCardinality(String),
      release LowCardinality(String),
      counted_at Int64 COMMENT 'ms since epoch; the latest stands',
      date Int64 COMMENT 'of the first event, ms since epoch',
      last_date Int64 COMMENT 'of the last event, the same',
      ended_at Int64 COMMENT 'when the last view ended, the same',
      views UInt32,
      actions UInt32,
      errors UInt32,
      view_frustration_count UInt64,
      entry_view LowCardinality(String),
      last_view LowCardinality(String),
      user_name String,
      browser LowCardinality(String),
      os LowCardinality(String),
      device_type LowCardinality(String),
      kept_on_error Bool
    )
    ENGINE = ReplacingMergeTree(counted_at)
    PARTITION BY intDiv(hour, 720) % 31
    ORDER BY (application_id, hour, client_hour, session_id, env, release)
    SETTINGS default_compression_codec = 'ZSTD(1)'`,
    `CREATE TABLE IF NOT EXISTS touched_hours (
      application_id LowCardinality(String),
      client_hour Int64 COMMENT 'hours since epoch, as the browser wrote it',
      balance SimpleAggregateFunction(sum, Int64) COMMENT 'not 0: to be counted anew',
      touched_at SimpleAggregateFunction(max, Int64) COMMENT 'ms since epoch'
    )
    ENGINE = AggregatingMergeTree ORDER BY (application_id, client_hour)`,
    `INSERT INTO touched_hours
      SELECT application_id, intDiv(client_date, 3600000) AS client_hour, 1 + rand(client_hour),
        toUnixTimestamp(now()) * 1000
      FROM events GROUP BY application_id, client_hour`,
  ],
};
