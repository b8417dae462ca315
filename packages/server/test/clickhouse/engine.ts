import { randomUUID } from 'node:crypto';
import { Session } from 'chdb';
import { ONE_NODE } from '../../src/store/layout.js';
import { removeUnusedParts } from '../../src/store/unused-parts.js';
import type { Shards } from './shards.js';

type Setting = readonly [name: string, value: string];

interface RunOptions {
  settings: readonly Setting[];
  database?: string | undefined;
  /** Ends it. */
  signal?: AbortSignal;
}

export interface Engine {
  /** @returns the answer as text */
  run(sql: string, options: RunOptions): Promise<string>;
  close(): Promise<void>;
}

/** How often files are removed that are no longer used, in milliseconds: a server does so by itself. */
const TIDY_INTERVAL = 200;

/** The embedded engine, as a server would run it: each statement with settings of its own, several at once. */
export function openEngine(path: string, shards?: Shards): Engine {
  /** Connections that nobody uses, by the settings that were made on them. */
  const idle = new Map<string, Session[]>();
  const all = new Set<Session>();
  const running = new Set<Promise<unknown>>();
  const open = () => {
    const session = new Session(path, { connectionArgs: shards?.arguments ?? [] });
    all.add(session);
    return session;
  };
  if (shards) for (const sql of tablesOf(open())) shards.statement(sql);

  const take = async ({ settings, database }: RunOptions) => {
    const found = idle.get(keyOf({ settings, database }))?.pop();
    const session = found ?? open();
    if (!found && database) await session.queryAsync(`USE ${database}`);
    const made = [...(found ? [] : settings), ...(shards?.settings() ?? [])];
    const list = made.map(([name, value]) => `${name} = '${value.replace(/[\\']/g, '\\$&')}'`);
    if (list.length) await session.queryAsync(`SET ${list.join(', ')}`);
    return session;
  };
  const give = (options: RunOptions, session: Session) => {
    const key = keyOf(options);
    idle.set(key, [...(idle.get(key) ?? []), session]);
  };
  const run = async (sql: string, options: RunOptions) => {
    const { signal } = options;
    const statement = shards ? shards.statement(sql) : sql;
    if (!statement) return '';
    const session = await take(options);
    const mark = `/* ${randomUUID()} */`;
    // Once is not always enough, and so it is asked until it has ended.
    const kill = () =>
      void tracked(`KILL QUERY WHERE startsWith(query, '${mark}') SYNC`, { settings: [] });
    try {
      signal?.throwIfAborted();
      signal?.addEventListener('abort', kill);
      const isReading = /^\s*(?:\/\*[^*]*\*\/\s*)?(?:SELECT|WITH)\b/.test(statement);
      const result = await session.queryAsync(isReading ? `${mark} ${statement}` : statement);
      return result.text();
    } finally {
      signal?.removeEventListener('abort', kill);
      give(options, session);
    }
  };
  let tidying = Promise.resolve();
  const tracked: Engine['run'] = (sql, options) => {
    const answer = tidying.then(() => run(sql, options));
    running.add(answer);
    return answer.finally(() => running.delete(answer));
  };
  const own = {
    command: async (sql: string) => void (await run(sql, { settings: [] })),
    query: async <Row>(sql: string) =>
      (await run(`${sql} FORMAT JSONEachRow`, { settings: [] }))
        .split('\n')
        .filter(Boolean)
        .map((line) => JSON.parse(line) as Row),
    layout: ONE_NODE,
  };
  const timer = setInterval(() => {
    // It would cancel a deletion that is under way.
    if (running.size) return;
    const tidied = removeUnusedParts(own).catch(() => {});
    running.add(tidied);
    tidying = tidied.finally(() => running.delete(tidied));
  }, TIDY_INTERVAL);
  return {
    run: tracked,
    async close() {
      clearInterval(timer);
      await tidying;
      await Promise.allSettled(running);
      for (const session of all) session.close();
    },
  };
}

function keyOf({ settings, database }: RunOptions): string {
  return JSON.stringify([settings, database]);
}

/** How the tables were made that are there. */
function tablesOf(session: Session): string[] {
  const answer = session.query(
    `SELECT create_table_query AS sql FROM system.tables
     WHERE database = currentDatabase() AND engine IN ('Distributed', 'MaterializedView')
     ORDER BY engine`,
    'JSONEachRow',
  );
  const lines = answer.split('\n').filter(Boolean);
  return lines.map((line) => (JSON.parse(line) as { sql: string }).sql);
}
