import { mkdirSync } from 'node:fs';
import { migrate } from './migrate.js';
import { openEmbedded, openServer, type Client, type Progress, type Statement } from './clients.js';
import { removeUnusedParts } from './unused-parts.js';

/** The only door to the rows: ClickHouse, embedded in this process or a server, by one dialect of SQL. */
export interface Store {
  insert(table: string, rows: readonly object[]): Promise<void>;
  /** The same, of whole rows that are JSON already: of what they do not name they have nothing, not what the table would make of it. */
  insertJson(table: string, rows: readonly string[]): Promise<void>;
  /** Rows of a SELECT; `parameters` are bound as `{name:Type}`. */
  query<Row>(
    sql: string,
    parameters?: Record<string, unknown>,
    options?: QueryOptions,
  ): Promise<Row[]>;
  /** The same, row by row, for answers of any length. */
  stream<Row>(sql: string, parameters?: Record<string, unknown>): AsyncIterable<Row>;
  /** Of queries that are under way, by their marks; it does not wait behind them. */
  progress(marks: readonly string[]): Promise<Progress[]>;
  command(sql: string): Promise<void>;
  ping(): Promise<boolean>;
  /** Removes files that no row is read from any more, where the store does not do so by itself. */
  removeUnusedParts(): Promise<void>;
  close(): Promise<void>;
}

type QueryOptions = Pick<Statement, 'settings' | 'signal' | 'mark'>;

/** @throws when the store cannot be reached or a migration fails */
export async function openStore({
  path,
  url,
}: {
  path: string;
  url?: string | undefined;
}): Promise<Store> {
  if (!url) mkdirSync(path, { recursive: true, mode: 0o700 });
  const client = url ? openServer(url) : openEmbedded(path);
  const store: Store = {
    insert: (table, rows) =>
      insertInto(client, { table, rows: rows.map((row) => JSON.stringify(row)) }),
    insertJson: (table, rows) => insertInto(client, { table, rows, settings: COMPLETE }),
    query: (sql, parameters = {}, options) => client.query({ sql, parameters, ...options }),
    stream: (sql, parameters = {}) => client.stream({ sql, parameters }),
    progress: (marks) => client.progress(marks),
    command: (sql) => client.command(sql),
    ping: () =>
      store.query('SELECT 1').then(
        () => true,
        () => false,
      ),
    removeUnusedParts: async () => (url ? undefined : removeUnusedParts(store)),
    close: () => client.close(),
  };
  await migrate(store);
  return store;
}

const COMPLETE = 'SETTINGS input_format_defaults_for_omitted_fields = 0';

async function insertInto(
  client: Client,
  { table, rows, settings = '' }: { table: string; rows: readonly string[]; settings?: string },
): Promise<void> {
  if (!rows.length) return;
  await client.insert(`INSERT INTO ${table} ${settings} FORMAT JSONEachRow\n${rows.join('\n')}`);
}
