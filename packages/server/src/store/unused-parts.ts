import type { Store } from './store.js';

type Queries = Pick<Store, 'command' | 'query'>;

/** Parts of which merges and deletions have made others; their files still hold the rows. */
export async function unusedParts({ query }: Queries): Promise<{ table: string; name: string }[]> {
  return query(`SELECT table, name FROM system.parts
    WHERE database = currentDatabase() AND NOT active`);
}

/**
 * Removes them. A ClickHouse server does so by itself; the embedded one never gets to it, but removes what is left
 * of a table when a partition of it is dropped, also one that is not there.
 */
export async function removeUnusedParts(queries: Queries): Promise<void> {
  const tables = new Set((await unusedParts(queries)).map(({ table }) => table));
  for (const table of tables) {
    await queries.command(`ALTER TABLE ${table} DROP PARTITION ID 'none'`);
  }
}
