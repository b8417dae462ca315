import { vi } from 'vitest';
import { CLUSTER } from './clickhouse/shards.js';
import { serveClickHouse } from './clickhouse/serve-clickhouse.js';

const who = { user: 'firsthand', password: "it's a secret: ü/%" };
const shards = Number(process.env['FIRSTHAND_TEST_SHARDS']) || undefined;

/** Each store of a test is on a ClickHouse server of its own. */
vi.mock('../src/store/store.js', async (load) => {
  const actual = await load<typeof import('../src/store/store.js')>();
  const openStore: typeof actual.openStore = async ({ path }) => {
    const { url, close } = await serveClickHouse({ path, shards, ...who });
    const server = { url, ...who, ...(shards && { cluster: CLUSTER }) };
    try {
      const store = await actual.openStore({ path, server });
      return {
        ...store,
        async close() {
          await store.close();
          await close();
        },
      };
    } catch (fault) {
      await close();
      throw fault;
    }
  };
  return { ...actual, openStore };
});
