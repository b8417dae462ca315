import { expect, it } from 'vitest';
import { migrate, migrations } from '../src/store/migrate.js';
import { openStore } from '../src/store/store.js';
import { temporaryFolder } from './fixtures.js';

it('each migration is applied once, in order, however often the store is opened', async () => {
  const store = await openStore({ path: temporaryFolder() });
  const applied = () =>
    store.query<{ version: number }>('SELECT version FROM migrations ORDER BY applied_at, version');
  const all = migrations.map(({ version }) => ({ version }));
  expect(await applied()).toEqual(all);
  await migrate(store);
  expect(await applied()).toEqual(all);
  await store.close();
});
