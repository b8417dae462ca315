import { readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { openStore, type Store } from '../src/store/store.js';
import { eventually, temporaryFolder, type Json } from './fixtures.js';
import { startReplayServer } from './replay-fixtures.js';

export const TOKEN = 'a-token-of-the-privacy-officer';

/** A server with an administrator, on a store whose files hold every value as it is. */
export async function startReadable(dataDir = temporaryFolder()) {
  await withStore(dataDir, async (store) => {
    for (const table of ['events', 'replay_segments', 'audit', 'erasures', 'wrong_clocks']) {
      const columns = await store.query<{ name: string; type: string }>(
        `SELECT name, type FROM system.columns WHERE database = currentDatabase() AND table = '${table}'`,
      );
      const plain = columns.map(({ name, type }) => `MODIFY COLUMN ${name} ${type} CODEC(NONE)`);
      await store.command(`ALTER TABLE ${table} ${plain.join(', ')}`);
      await store.command(`ALTER TABLE ${table} MODIFY SETTING compress_primary_key = 0`);
    }
  });
  const started = await startReplayServer({ dataDir, adminTokens: { officer: TOKEN } });
  const ask = async (path: string, body?: Json, token = TOKEN) => {
    const response = await started.server.app.inject({
      method: body ? 'POST' : 'GET',
      url: `/api/v1/${path}`,
      headers: { authorization: `Bearer ${token}` },
      ...(body && { payload: body }),
    });
    return { status: response.statusCode, text: response.payload };
  };
  const isDrained = () =>
    eventually(async () => {
      const { json } = await started.server.app.inject('/healthz');
      return json<Json>()['intake_log_waiting_bytes'] === 0;
    });
  return { ...started, dataDir, ask, isDrained };
}

/** The files in a folder, at any depth, that hold a text. */
export function filesWith(folder: string, text: string): string[] {
  const within = (path: string): string[] =>
    ifThere(() => readdirSync(path, { withFileTypes: true }), []).flatMap((entry) => {
      const name = join(path, entry.name);
      if (entry.isDirectory()) return within(name);
      const has = entry.isFile() && ifThere(() => readFileSync(name).includes(text), false);
      return has ? [name] : [];
    });
  return within(folder).map((path) => path.slice(folder.length + 1));
}

/** The store may remove a file of its own while it is looked for. */
function ifThere<T>(read: () => T, otherwise: T): T {
  try {
    return read();
  } catch (error) {
    if ((error as NodeJS.ErrnoException).code === 'ENOENT') return otherwise;
    throw error;
  }
}

/** Every row of every table of ours, and of every table in which the store itself would keep a query. */
export function everyRow(dataDir: string): Promise<string> {
  return withStore(dataDir, async (store) => {
    const tables = await store.query<{ name: string }>(
      `SELECT concat(database, '.', name) AS name FROM system.tables
       WHERE database = currentDatabase() OR database = 'system' AND (name LIKE '%log' OR name = 'mutations')`,
    );
    const rows = await Promise.all(tables.map(({ name }) => store.query(`SELECT * FROM ${name}`)));
    return JSON.stringify(rows);
  });
}

export async function withStore<T>(dataDir: string, use: (store: Store) => Promise<T>): Promise<T> {
  const store = await openStore({ path: join(dataDir, 'store') });
  try {
    return await use(store);
  } finally {
    await store.close();
  }
}
