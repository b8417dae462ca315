import { join } from 'node:path';
import { describe, expect, it, onTestFinished, vi } from 'vitest';
import { completeConfig, type ConfigInput } from '../src/config.js';
import { openStore } from '../src/store/store.js';
import { storeOfEnvironment, type StoreConfig } from '../src/store/store-config.js';
import { serveClickHouse } from './clickhouse/serve-clickhouse.js';
import { temporaryFolder } from './fixtures.js';

const who = { user: 'ann', password: 'secret: %/ü' };
const url = 'http://127.0.0.1:8123';

async function startClickHouse() {
  const clickHouse = await serveClickHouse({ path: temporaryFolder(), ...who });
  onTestFinished(clickHouse.close);
  return clickHouse;
}

const open = (server: StoreConfig) =>
  openStore({ path: join(temporaryFolder(), 'unused'), server });

describe('a ClickHouse server', () => {
  it('lets in who has the password, and nobody learns it from what it says otherwise', async () => {
    const written = ['log', 'warn', 'error'].map((level) => vi.spyOn(console, level as 'log'));
    onTestFinished(() => void vi.restoreAllMocks());
    const { url: address } = await startClickHouse();
    const store = await open({ url: address, ...who });
    expect(await store.ping()).toBe(true);
    await store.close();
    const refused = open({ url: address, user: 'ann', password: 'a wrong one' });
    await expect(refused).rejects.toMatchObject({ code: '516' });
    await expect(refused).rejects.not.toThrow('a wrong one');
    expect(written.flatMap(({ mock }) => mock.calls)).toEqual([]);
  });

  it('is given the database that it has not, once', async () => {
    const { url: address } = await startClickHouse();
    const server = { url: address, database: 'rum', ...who };
    for (let start = 0; start < 2; start += 1) {
      const store = await open(server);
      expect(await store.query('SELECT currentDatabase() AS database')).toEqual([
        { database: 'rum' },
      ]);
      expect(await store.query('SELECT count() FROM events')).toHaveLength(1);
      await store.close();
    }
  });

  it('says what is wrong with a question by its code, and of a row that it cannot take', async () => {
    const { url: address } = await startClickHouse();
    const store = await open({ url: address, ...who });
    await expect(store.query('SELECT (1')).rejects.toMatchObject({ code: '62' });
    await expect(store.query('SELECT 1 FROM nowhere')).rejects.toMatchObject({ code: '60' });
    await expect(store.insertJson('events', ['{"date": "never"}'])).rejects.toMatchObject({
      code: '27',
    });
    await store.close();
  });

  it('answers another from a stream, row by row', async () => {
    const { url: address } = await startClickHouse();
    const store = await open({ url: address, ...who });
    const rows: unknown[] = [];
    for await (const row of store.stream('SELECT toFloat64(number) AS n FROM numbers(1000)'))
      rows.push(row);
    expect(rows).toHaveLength(1_000);
    expect(rows.at(-1)).toEqual({ n: 999 });
    await store.close();
  });

  it('that is not there is said to be so', async () => {
    const { url: address, close } = await serveClickHouse({ path: temporaryFolder(), ...who });
    await close();
    await expect(open({ url: address })).rejects.toMatchObject({ code: 'ECONNREFUSED' });
  });
});

describe('where the store is', () => {
  it.each<[string, ConfigInput]>([
    ['store.url', { store: { url: 'clickhouse:9000' } }],
    ['store.url must be a URL', { store: { url: 'http://[' } }],
    ['store.cluster needs store.url', { store: { cluster: 'rum' } }],
    ['store.password needs store.url', { store: { password: 'secret' } }],
    ['store.cluster', { store: { url, cluster: "rum'; DROP TABLE events" } }],
    ['store.database', { store: { url, database: 'a.b' } }],
    ['store.tls must have required properties ca', { store: { url: 'https://a', tls: {} } }],
    ['store.tls needs a store.url that begins with https://', { store: { url, tls: { ca: 'a' } } }],
    [
      'store.tls.cert and store.tls.key need each other',
      { store: { url: 'https://a', tls: { ca: 'a', cert: 'b' } } },
    ],
    // Nobody shall be believed unseen.
    [
      'store.tls',
      { store: { url: 'https://a', tls: { ca: 'a', rejectUnauthorized: false } as never } },
    ],
    ['clickhouseUrl is the earlier name of store.url', { clickhouseUrl: url, store: { url } }],
  ])('is refused by a sentence that names the field: %s', (sentence, config) => {
    expect(() => completeConfig(config)).toThrow(`Configuration: ${sentence}`);
  });

  it('is said by its earlier name, too', () => {
    expect(completeConfig({ clickhouseUrl: url }).store).toEqual({ url });
    expect(completeConfig({}).store).toEqual({});
  });

  it('is said by the environment', () => {
    expect(storeOfEnvironment({})).toEqual({});
    expect(
      storeOfEnvironment({
        CLICKHOUSE_URL: url,
        CLICKHOUSE_CLUSTER: 'rum',
        CLICKHOUSE_DATABASE: 'firsthand',
        CLICKHOUSE_USER: 'ann',
        CLICKHOUSE_PASSWORD: 'secret',
        CLICKHOUSE_CA: '/ca.pem',
      }),
    ).toEqual({
      url,
      cluster: 'rum',
      database: 'firsthand',
      user: 'ann',
      password: 'secret',
      tls: { ca: '/ca.pem' },
    });
  });

  it('a file of `tls` that cannot be read is named by its field', async () => {
    const server = { url: 'https://127.0.0.1:1', tls: { ca: '/nowhere/ca.pem' } };
    await expect(open(server)).rejects.toThrow('store.tls.ca cannot be read (ENOENT)');
  });
});
