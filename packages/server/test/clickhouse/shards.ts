import { mkdtempSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';

/** The name of the cluster. */
export const CLUSTER = 'two';

export interface Shards {
  /** Of a connection to the engine. */
  arguments: string[];
  /** What one node runs of a statement for the cluster; `undefined` where there is nothing to do. */
  statement(sql: string): string | undefined;
  settings(): (readonly [string, string])[];
}

/**
 * A cluster within one process, whose shards are all this node: `Distributed` tables work as they do between machines, but for the
 * network. All rows lie in one table, of which each shard sees its own, by its number. What is left out is what needs Keeper:
 * `ON CLUSTER` and replication.
 */
export function openShards(count: number): Shards {
  const config = join(mkdtempSync(join(tmpdir(), 'firsthand-shards-')), 'config.xml');
  const replica = '<replica><host>127.0.0.1</host><port>9000</port></replica>';
  const shard = `<shard><internal_replication>true</internal_replication>${replica}</shard>`;
  writeFileSync(
    config,
    // A port of which nobody listens: it says that the node is this one.
    `<clickhouse><tcp_port>9000</tcp_port><remote_servers><${CLUSTER}>${shard.repeat(count)}</${CLUSTER}></remote_servers></clickhouse>`,
  );
  /** Which rows a shard has, by table. */
  const rows = new Map<string, string>();
  return {
    arguments: [`--config-file=${config}`],
    statement(sql) {
      if (!/^(?:CREATE|ALTER|DROP|EXCHANGE|OPTIMIZE|TRUNCATE|SYSTEM) /.test(sql)) return sql;
      if (sql.startsWith('SYSTEM SYNC REPLICA')) return undefined;
      const [, database, local, sharding] =
        /ENGINE = Distributed\('\w+', '(\w+)', '(\w+)', ([^]*)\)\s*$/.exec(sql) ?? [];
      if (local)
        rows.set(
          `${database}.${local}`,
          `shardNum() = 0 OR (${sharding}) % ${count} + 1 = shardNum()`,
        );
      // What is made of a shard's rows is on that shard, whatever its own key says; here, on all.
      const [, filled] = /^CREATE MATERIALIZED VIEW [^]* TO ([\w.]+)/.exec(sql) ?? [];
      if (filled) rows.delete(filled);
      return sql
        .replace(` ON CLUSTER '${CLUSTER}'`, '')
        .replace(/\bReplicated(\w*MergeTree)\('[^']*', '\{replica\}'(?:, )?/, '$1(');
    },
    settings: () => {
      const list = Array.from(rows, ([table, filter]) => `'${table}': '${filter}'`).join(', ');
      return [['additional_table_filters', `{${list}}`]];
    },
  };
}
