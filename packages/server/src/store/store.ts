import { mkdirSync } from 'node:fs';
import { migrate } from './migrate.js';
import { openEmbedded, openServer, type Client, type Progress, type Statement } from './clients.js';
import { clusterLayout, ONE_NODE, type Layout } from './layout.js';
import { migrateInTurn } from './migration-turn.js';
import { createDatabase } from './create-database.js';
import { databaseOf, type ServerConfig } from './server-options.js';
import type { StoreConfig } from './store-config.js';
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
  /** A statement about a table, on all nodes that have it; it waits for them. */
  command(sql: string): Promise<void>;
  /** How the tables lie on the nodes. */
  layout: Layout;
  /** Resolves when every node has what was inserted into a table before. */
  settle(table: string): Promise<void>;
  ping(): Promise<boolean>;
  /** Removes files that no row is read from any more, where the store does not do so by itself. */
  removeUnusedParts(): Promise<void>;
  close(): Promise<void>;
}

type QueryOptions = Pick<Statement, 'settings' | 'signal' | 'mark'>;

interface StoreParts {
  /** Folder of the embedded store. */
  path: string;
  /** Where ClickHouse is instead. */
  server?: StoreConfig | undefined;
}

/** @throws when the store cannot be reached or a migration fails */
export async function openStore({ path, server = {} }: StoreParts): Promise<Store> {
  const { url } = server;
  if (url) return openOn({ ...server, url });
  const store = openIn(path);
  await migrate(store);
  return store;
}

function openIn(path: string): Store {
  mkdirSync(path, { recursive: true, mode: 0o700 });
  const store = storeOf(openEmbedded(path), ONE_NODE);
  return { ...store, removeUnusedParts: () => removeUnusedParts(store) };
}

async function openOn(server: ServerConfig): Promise<Store> {
  const { cluster } = server;
  await createDatabase(server);
  const layout = cluster
    ? clusterLayout({ name: cluster, database: databaseOf(server) })
    : ONE_NODE;
  const store = storeOf(openServer(server), layout);
  await migrateInTurn(store);
  return store;
}

function storeOf(client: Client, layout: Layout): Store {
  const commands = async (statements: readonly string[]) => {
    for (const statement of statements) await client.command(statement);
  };
  const store: Store = {
    insert: (table, rows) =>
      insertInto(client, { table, rows: rows.map((row) => JSON.stringify(row)) }),
    insertJson: (table, rows) => insertInto(client, { table, rows, settings: COMPLETE }),
    query: (sql, parameters = {}, options) => client.query({ sql, parameters, ...options }),
    stream: (sql, parameters = {}) => client.stream({ sql, parameters }),
    progress: (marks) => client.progress(marks, layout.system('processes')),
    command: (sql) => commands(layout.statements(sql)),
    layout,
    settle: (table) => commands(layout.settle(table)),
    ping: () =>
      store.query('SELECT 1').then(
        () => true,
        () => false,
      ),
    removeUnusedParts: async () => {},
    close: () => client.close(),
  };
  return store;
}

const COMPLETE =
  'SETTINGS input_format_defaults_for_omitted_fields = 0, input_format_json_read_objects_as_strings = 1';

async function insertInto(
  client: Client,
  { table, rows, settings = '' }: { table: string; rows: readonly string[]; settings?: string },
): Promise<void> {
  if (!rows.length) return;
  await client.insert(`INSERT INTO ${table} ${settings} FORMAT JSONEachRow\n${rows.join('\n')}`);
}
