import type { Store } from './store.js';

type Queries = Pick<Store, 'command' | 'query'>;

export interface Part {
  /** Which of the nodes, if there are several. */
  node: number;
  table: string;
  name: string;
}

/** Parts of which merges and deletions have made others; their files still hold the rows. */
export async function unusedParts({
  query,
  layout,
}: Pick<Store, 'query' | 'layout'>): Promise<Part[]> {
  return query(`SELECT shardNum() AS node, table, name FROM ${layout.system('parts')}
    WHERE database = currentDatabase() AND NOT active`);
}

/**
 * Removes them. A ClickHouse server does so by itself; the embedded one never gets to it, but removes what is left
 * of a table when a partition of it is dropped, also one that is not there. That would cancel merges of the table,
 * so one that is merging is left for the next time.
 * https://github.com/ClickHouse/ClickHouse/issues/100646
 */
export async function removeUnusedParts(queries: Queries): Promise<void> {
  const tables = await queries.query<{ name: string }>(
    `SELECT DISTINCT table AS name FROM system.parts
     WHERE database = currentDatabase() AND NOT active
       AND table NOT IN (SELECT table FROM system.merges WHERE database = currentDatabase())`,
  );
  for (const { name: table } of tables) {
    await queries.command(`ALTER TABLE ${table} DROP PARTITION ID 'none'`);
  }
}
