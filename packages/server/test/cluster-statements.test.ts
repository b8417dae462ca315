import { createClient } from '@clickhouse/client';
import { createChdbConnection } from 'chdb/connection';
import { afterAll, describe, expect, it } from 'vitest';
import { eraseRows } from '../src/erasure/erase-rows.js';
import { clusterLayout } from '../src/store/layout.js';
import { migrate, migrations } from '../src/store/migrate.js';
import { migrateInTurn } from '../src/store/migration-turn.js';
import { openRetention } from '../src/store/retention.js';
import { countHours } from '../src/store/count-hours.js';
import { openSealing } from '../src/store/sealing.js';
import type { Store } from '../src/store/store.js';

const layout = clusterLayout({ name: 'rum', database: 'firsthand' });

/** A store that keeps the statements that it is given, as a cluster would be, and has an answer to every query. */
function recordingStore(
  answer: (sql: string) => object[] = () => [{ n: 1, partition: '7', at: 1 }],
) {
  const statements: string[] = [];
  const store = {
    layout,
    command: async (sql: string) => void statements.push(...layout.statements(sql)),
    settle: async (table: string) => void statements.push(...layout.settle(table)),
    query: async (sql: string) => answer(sql),
    insert: async () => {},
  } as unknown as Store;
  return { store, statements };
}

/** All migrations, of a store with rows and of one without. */
async function migrated(): Promise<string[]> {
  const runs = [true, false].map(async (isEmpty) => {
    const { store, statements } = recordingStore((sql) => {
      if (sql.includes('FROM migrations')) return [];
      return isEmpty ? [] : [{ name: 'service' }];
    });
    await migrate(store);
    return statements;
  });
  return (await Promise.all(runs)).flat();
}

/** What the server does with rows while it runs. */
async function kept(): Promise<string[]> {
  const { store, statements } = recordingStore();
  await eraseRows(store, { salt: 'salt', hashes: ['a', 'b'] });
  await countHours(store, {
    application: "it's",
    hours: [1, 2],
    since: { hourly_figures: 1, hourly_sessions: 1 },
    countedAt: 3,
  });
  const health = { fail: expect.unreachable, warn: expect.unreachable, recover() {} };
  const day = 86_400_000;
  const time = { now: () => day, elapsed: () => 0 };
  const days = {
    views: 1,
    actions: 1,
    resources: 1,
    errors: 1,
    longTasks: 1,
    vitals: 1,
    telemetry: 1,
    replays: 1,
    custom: 1,
    figures: 1,
  };
  (await openRetention(store, { days, health, time })).stop();
  const sealing = openSealing(store, { onFault: (fault) => expect.unreachable(String(fault)) });
  expect(await sealing.seal()).toBe(1);
  sealing.stop();
  await store.settle('events');
  return statements;
}

describe('what is said to a cluster', () => {
  // It parses alone: nothing of a cluster is there.
  const parser = createClient({ connection: createChdbConnection({ path: ':memory:' }) } as never);
  afterAll(() => parser.close());
  const parsed = async (sql: string) => {
    const result = await parser.query({
      query: `SELECT formatQuerySingleLine('${sql.replace(/[\\']/g, '\\$&')}') AS sql`,
      format: 'JSONEachRow',
    });
    const [row] = await result.json<{ sql: string }>();
    return row?.sql ?? '';
  };

  it('is what ClickHouse itself reads as for a cluster, in all migrations', async () => {
    const statements = await migrated();
    expect(statements.length).toBeGreaterThan(2 * migrations.length);
    for (const statement of statements) {
      const read = await parsed(statement);
      if (!read.startsWith('INSERT')) expect(read).toContain(' ON CLUSTER rum');
      if (/MergeTree/.test(read)) expect(read).toMatch(/ENGINE = Replicated\w*MergeTree\(/);
    }
  });

  it('is what ClickHouse itself reads, while the server runs', async () => {
    for (const statement of await kept())
      expect(await parsed(statement)).toContain(
        statement.startsWith('INSERT INTO ') ? 'INSERT INTO ' : ' ON CLUSTER rum',
      );
  });

  it('is refused by the parser that checks it where it is wrong', async () => {
    await expect(parsed("ALTER TABLE a DELETE ON CLUSTER 'rum'")).rejects.toThrow('Syntax error');
  });

  it('has a Distributed table for every table with rows, of the same shards', async () => {
    const made = (await migrated()).join('\n');
    const locals = new Set(
      made.match(/(?<=CREATE TABLE (?:IF NOT EXISTS )?firsthand\.)\w+(?=_local )/g),
    );
    expect([...locals].toSorted()).toEqual([
      'audit',
      'erasures',
      'events',
      'hourly_figures',
      'hourly_sessions',
      'migrations',
      'replay_segments',
      'replay_segments_new',
      'touched_hours',
      'wrong_clocks',
    ]);
    const sharding = Object.fromEntries(
      Array.from(
        made.matchAll(/Distributed\('rum', 'firsthand', '(\w+)_local', ([^\n]*)\)/g),
        (found) => [found[1], found[2]],
      ),
    );
    expect(sharding).toEqual({
      audit: 'cityHash64(at)',
      erasures: 'cityHash64(erased_at)',
      events: 'cityHash64(session_id)',
      hourly_figures: 'cityHash64(application_id, hour, client_hour, env, release, view_name)',
      hourly_sessions: 'cityHash64(session_id)',
      migrations: 'cityHash64(version)',
      replay_segments: 'cityHash64(session_id)',
      replay_segments_new: 'cityHash64(session_id)',
      touched_hours: 'cityHash64(application_id, client_hour)',
      wrong_clocks: 'cityHash64(application_id, hour, client_hour)',
    });
  });

  it('changes and merges rows where they lie, never through a Distributed table', async () => {
    const statements = await kept();
    const changing = statements.filter((sql) => /\b(?:DELETE|UPDATE|OPTIMIZE)\b/.test(sql));
    expect(changing.length).toBe(6 + 1 + 2 + 6 + 1);
    for (const sql of changing)
      expect(sql).toMatch(/^(?:ALTER|OPTIMIZE) TABLE firsthand\.\w+_local ON CLUSTER 'rum' /);
  });
});

describe('servers that start at once', () => {
  it('migrate one after the other, and the last finds it done', async () => {
    let turn = false;
    const applied: object[] = [];
    const begun: string[] = [];
    const server = (name: string): Pick<Store, 'command' | 'query'> => ({
      query: (async (sql: string) =>
        sql.includes('FROM migrations') ? [...applied] : []) as never,
      async command(sql) {
        if (sql.startsWith('CREATE TABLE migrating')) {
          if (turn) throw Object.assign(new Error('It exists.'), { code: '57' });
          turn = true;
          begun.push(name);
        }
        if (sql.startsWith('DROP TABLE IF EXISTS migrating')) turn = false;
        const [, version] = /^INSERT INTO migrations \(version\) VALUES \((\d+)\)/.exec(sql) ?? [];
        if (version) applied.push({ version: Number(version) });
        expect(turn || /IF NOT EXISTS|migrating|migrations/.test(sql)).toBe(true);
      },
    });
    await Promise.all(['a', 'b', 'c'].map((name) => migrateInTurn(server(name), 1)));
    expect(applied).toEqual(migrations.map(({ version }) => ({ version })));
    expect(begun).toEqual(['a']);
    expect(turn).toBe(false);
  });

  it('take the turn of one that was killed in it, and of no other', async () => {
    const said: string[] = [];
    const applied: object[] = [];
    let left = true;
    const queries = {
      query: (async (sql: string) => {
        if (sql.includes('FROM migrations')) return applied;
        return sql.includes('system.tables') && left ? [{ 1: 1 }] : [];
      }) as never,
      async command(sql: string) {
        said.push(sql);
        if (sql.startsWith('CREATE TABLE migrating') && left)
          throw Object.assign(new Error('It exists.'), { code: '57' });
        if (sql.startsWith('DROP TABLE IF EXISTS migrating')) left = false;
        const [, version] = /^INSERT INTO migrations \(version\) VALUES \((\d+)\)/.exec(sql) ?? [];
        if (version) applied.push({ version: Number(version) });
      },
    };
    await migrateInTurn(queries, 1);
    expect(said.filter((sql) => sql.startsWith('CREATE TABLE migrating'))).toHaveLength(2);
    expect(applied).toHaveLength(migrations.length);
  });

  it('give the turn back when a migration fails', async () => {
    const said: string[] = [];
    const queries = {
      query: (async () => []) as never,
      async command(sql: string) {
        said.push(sql);
        if (sql.startsWith('CREATE TABLE IF NOT EXISTS events'))
          throw new Error('The disk is full.');
      },
    };
    await expect(migrateInTurn(queries, 1)).rejects.toThrow('The disk is full.');
    expect(said.at(-1)).toBe('DROP TABLE IF EXISTS migrating');
  });
});
