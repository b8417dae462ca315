import { mkdirSync } from 'node:fs';
import { createClient, type ClickHouseClientConfigOptions } from '@clickhouse/client';
import { createChdbConnection } from 'chdb/connection';
import { migrate } from './migrate.js';
import { removeUnusedParts } from './unused-parts.js';

/** The only door to the rows: ClickHouse, embedded in this process or a server, by one dialect of SQL. */
export interface Store {
  insert(table: string, rows: readonly object[]): Promise<void>;
  /** The same, of rows that are JSON already. */
  insertJson(table: string, rows: readonly string[]): Promise<void>;
  /** Rows of a SELECT; `parameters` are bound as `{name:Type}`. */
  query<Row>(sql: string, parameters?: Record<string, unknown>): Promise<Row[]>;
  /** The same, row by row, for answers of any length. */
  stream<Row>(sql: string, parameters?: Record<string, unknown>): AsyncIterable<Row>;
  command(sql: string): Promise<void>;
  ping(): Promise<boolean>;
  /** Removes files that no row is read from any more, where the store does not do so by itself. */
  removeUnusedParts(): Promise<void>;
  close(): Promise<void>;
}

type Options = ClickHouseClientConfigOptions;

/** @throws when the store cannot be reached or a migration fails */
export async function openStore({
  path,
  url,
}: {
  path: string;
  url?: string | undefined;
}): Promise<Store> {
  if (!url) mkdirSync(path, { recursive: true, mode: 0o700 });
  const client = url
    ? // A server's log of queries would keep the ids that they ask for.
      createClient({ url, clickhouse_settings: { log_queries: 0 } })
    : // The two packages name the same types through different copies of client-common.
      createClient({ connection: createChdbConnection({ path }) } as unknown as Options);
  const store: Store = {
    insert: (table, rows) =>
      store.insertJson(
        table,
        rows.map((row) => JSON.stringify(row)),
      ),
    async insertJson(table, rows) {
      if (!rows.length) return;
      await client.command({
        query: `INSERT INTO ${table} FORMAT JSONEachRow\n${rows.join('\n')}`,
      });
    },
    async query<Row>(sql: string, parameters: Record<string, unknown> = {}) {
      const result = await client.query({
        query: sql,
        query_params: parameters,
        format: 'JSONEachRow',
      });
      return result.json<Row>();
    },
    async *stream<Row>(sql: string, parameters: Record<string, unknown> = {}) {
      const result = await client.query({
        query: sql,
        query_params: parameters,
        format: 'JSONEachRow',
      });
      for await (const rows of result.stream<Row>()) {
        for (const row of rows) yield row.json();
      }
    },
    async command(sql) {
      await client.command({ query: sql });
    },
    ping() {
      return store.query('SELECT 1').then(
        () => true,
        () => false,
      );
    },
    removeUnusedParts: async () => (url ? undefined : removeUnusedParts(store)),
    close: () => client.close(),
  };
  await migrate(store);
  return store;
}
