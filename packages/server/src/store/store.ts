import { mkdirSync } from 'node:fs';
import { createClient, type ClickHouseClientConfigOptions } from '@clickhouse/client';
import { createChdbConnection } from 'chdb/connection';
import type { EventRow } from './event-row.js';
import { migrate } from './migrate.js';

/** The only door to the rows: ClickHouse, embedded in this process or a server, by one dialect of SQL. */
export interface Store {
  insertEvents(rows: readonly EventRow[]): Promise<void>;
  /** Rows of a SELECT; `parameters` are bound as `{name:Type}`. */
  query<Row>(sql: string, parameters?: Record<string, unknown>): Promise<Row[]>;
  command(sql: string): Promise<void>;
  ping(): Promise<boolean>;
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
  if (!url) mkdirSync(path, { recursive: true });
  const client = url
    ? createClient({ url })
    : // The two packages name the same types through different copies of client-common.
      createClient({ connection: createChdbConnection({ path }) } as unknown as Options);
  const store: Store = {
    async insertEvents(rows) {
      await client.insert({ table: 'events', values: rows, format: 'JSONEachRow' });
    },
    async query<Row>(sql: string, parameters: Record<string, unknown> = {}) {
      const result = await client.query({
        query: sql,
        query_params: parameters,
        format: 'JSONEachRow',
      });
      return result.json<Row>();
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
    close: () => client.close(),
  };
  await migrate(store);
  return store;
}
