import { expect, it, describe } from 'vitest';
import { onCluster } from '../src/store/cluster.js';

const cluster = { name: 'rum', database: 'firsthand' };
const spaces = (sql: string) => sql.replace(/\s+/g, ' ').trim();
const on = (sql: string) => onCluster(sql, cluster).map(spaces);

describe('a statement on a cluster', () => {
  it.each([
    {
      name: 'a table of sessions is sharded by session',
      sql: `CREATE TABLE IF NOT EXISTS events (application_id String, session_id String)
        ENGINE = ReplacingMergeTree(document_version) ORDER BY (application_id, session_id)`,
      becomes: [
        `CREATE TABLE IF NOT EXISTS firsthand.events_local ON CLUSTER 'rum' (application_id String, session_id String) ENGINE = ReplicatedReplacingMergeTree('/clickhouse/tables/{shard}/firsthand/events', '{replica}', document_version) ORDER BY (application_id, session_id)`,
        `CREATE TABLE IF NOT EXISTS firsthand.events ON CLUSTER 'rum' AS firsthand.events_local ENGINE = Distributed('rum', 'firsthand', 'events_local', cityHash64(session_id))`,
      ],
    },
    {
      name: 'a table by hashes of sessions is sharded as those of sessions are',
      sql: 'CREATE TABLE IF NOT EXISTS hourly (hour Int64, session_key UInt64) ENGINE = ReplacingMergeTree(build) ORDER BY (hour, session_key)',
      becomes: [
        `CREATE TABLE IF NOT EXISTS firsthand.hourly_local ON CLUSTER 'rum' (hour Int64, session_key UInt64) ENGINE = ReplicatedReplacingMergeTree('/clickhouse/tables/{shard}/firsthand/hourly', '{replica}', build) ORDER BY (hour, session_key)`,
        `CREATE TABLE IF NOT EXISTS firsthand.hourly ON CLUSTER 'rum' AS firsthand.hourly_local ENGINE = Distributed('rum', 'firsthand', 'hourly_local', session_key)`,
      ],
    },
    {
      name: 'any other is sharded by its key',
      sql: `CREATE TABLE touched (hour Int64, n UInt64) ENGINE = SummingMergeTree((n, m))
        ORDER BY (application_id, intDiv(hour, 24)) TTL toDateTime(hour) + INTERVAL 2 DAY SETTINGS index_granularity = 1`,
      becomes: [
        `CREATE TABLE firsthand.touched_local ON CLUSTER 'rum' (hour Int64, n UInt64) ENGINE = ReplicatedSummingMergeTree('/clickhouse/tables/{shard}/firsthand/touched/{uuid}', '{replica}', (n, m)) ORDER BY (application_id, intDiv(hour, 24)) TTL toDateTime(hour) + INTERVAL 2 DAY SETTINGS index_granularity = 1`,
        `CREATE TABLE firsthand.touched ON CLUSTER 'rum' AS firsthand.touched_local ENGINE = Distributed('rum', 'firsthand', 'touched_local', cityHash64(application_id, intDiv(hour, 24)))`,
      ],
    },
    {
      name: 'one without a key is spread',
      sql: 'CREATE TABLE notes (text String) ENGINE = MergeTree ORDER BY tuple()',
      becomes: [
        `CREATE TABLE firsthand.notes_local ON CLUSTER 'rum' (text String) ENGINE = ReplicatedMergeTree('/clickhouse/tables/{shard}/firsthand/notes/{uuid}', '{replica}') ORDER BY tuple()`,
        `CREATE TABLE firsthand.notes ON CLUSTER 'rum' AS firsthand.notes_local ENGINE = Distributed('rum', 'firsthand', 'notes_local', rand())`,
      ],
    },
    {
      name: 'a table like another is like the local one',
      sql: 'CREATE TABLE b AS a ENGINE = MergeTree ORDER BY at',
      becomes: [
        `CREATE TABLE firsthand.b_local ON CLUSTER 'rum' AS firsthand.a_local ENGINE = ReplicatedMergeTree('/clickhouse/tables/{shard}/firsthand/b/{uuid}', '{replica}') ORDER BY at`,
        `CREATE TABLE firsthand.b ON CLUSTER 'rum' AS firsthand.b_local ENGINE = Distributed('rum', 'firsthand', 'b_local', cityHash64(at))`,
      ],
    },
    {
      name: 'a table that is not kept is on each node',
      sql: 'CREATE TABLE migrating (nothing UInt8) ENGINE = Memory',
      becomes: [
        `CREATE TABLE firsthand.migrating ON CLUSTER 'rum' (nothing UInt8) ENGINE = Memory`,
      ],
    },
    {
      name: 'each shard fills its own table from its own rows',
      sql: 'CREATE MATERIALIZED VIEW IF NOT EXISTS v TO wrong AS SELECT events.a FROM events WHERE events.a != 1',
      becomes: [
        `CREATE MATERIALIZED VIEW IF NOT EXISTS firsthand.v ON CLUSTER 'rum' TO firsthand.wrong_local AS SELECT events.a FROM firsthand.events_local AS events WHERE events.a != 1`,
      ],
    },
    {
      name: 'a column is added to both',
      sql: 'ALTER TABLE events ADD COLUMN IF NOT EXISTS a Bool DEFAULT false AFTER b',
      becomes: [
        `ALTER TABLE firsthand.events_local ON CLUSTER 'rum' ADD COLUMN IF NOT EXISTS a Bool DEFAULT false AFTER b`,
        `ALTER TABLE firsthand.events ON CLUSTER 'rum' ADD COLUMN IF NOT EXISTS a Bool DEFAULT false AFTER b`,
      ],
    },
    ...[
      'MATERIALIZE COLUMN a',
      "MODIFY SETTING default_compression_codec = 'ZSTD(1)'",
      'REMOVE TTL',
      'ADD INDEX by_a a TYPE minmax',
      'DELETE WHERE a = 1 SETTINGS mutations_sync = 2',
      "UPDATE a = concat('ADD COLUMN', b) WHERE true",
      "DROP PARTITION ID 'none'",
    ].map((change) => ({
      name: `${change} is for the rows`,
      sql: `ALTER TABLE events ${change}`,
      becomes: [`ALTER TABLE firsthand.events_local ON CLUSTER 'rum' ${change}`],
    })),
    {
      name: 'both go',
      sql: 'DROP TABLE events',
      becomes: [
        `DROP TABLE IF EXISTS firsthand.events ON CLUSTER 'rum' SYNC`,
        `DROP TABLE IF EXISTS firsthand.events_local ON CLUSTER 'rum' SYNC`,
      ],
    },
    {
      name: 'a view goes',
      sql: 'DROP VIEW IF EXISTS v',
      becomes: [`DROP VIEW IF EXISTS firsthand.v ON CLUSTER 'rum' SYNC`],
    },
    {
      name: 'what is below changes places',
      sql: 'EXCHANGE TABLES a AND b',
      becomes: [`EXCHANGE TABLES firsthand.a_local AND firsthand.b_local ON CLUSTER 'rum'`],
    },
    {
      name: 'parts are merged where they are',
      sql: "OPTIMIZE TABLE events PARTITION ID '7' FINAL",
      becomes: [`OPTIMIZE TABLE firsthand.events_local ON CLUSTER 'rum' PARTITION ID '7' FINAL`],
    },
    {
      name: 'replicas are waited for',
      sql: 'SYSTEM SYNC REPLICA events',
      becomes: [`SYSTEM SYNC REPLICA ON CLUSTER 'rum' firsthand.events_local`],
    },
    {
      name: 'inserts go to the plain name',
      sql: 'INSERT INTO a SELECT * FROM b FINAL',
      becomes: ['INSERT INTO a SELECT * FROM b FINAL'],
    },
  ])('$name', ({ sql, becomes }) => {
    expect(on(sql)).toEqual(becomes);
  });

  it.each(['RENAME TABLE a TO b', 'DROP TABLE a, b', 'DELETE FROM events WHERE true'])(
    'that has no form is refused: %s',
    (sql) => {
      expect(() => on(sql)).toThrow(`This has no form on a cluster: ${sql}`);
    },
  );
});
