import { setTimeout as wait } from 'node:timers/promises';
import { migrate, pending } from './migrate.js';
import type { Store } from './store.js';

/** How often a server that waits for another's migration looks again, in milliseconds. */
const INTERVAL = 500;
/** A turn that is older, in minutes, was left behind by a server that was killed. */
const MAX_AGE = 60;
const TABLE_ALREADY_EXISTS = '57';

type Queries = Pick<Store, 'command' | 'query'>;

/** The same as {@link migrate}, where several servers may start at once: one does it, while the others wait. */
export async function migrateInTurn(queries: Queries, interval = INTERVAL): Promise<void> {
  while ((await pending(queries)).length) {
    if (await takeTurn(queries)) {
      return migrate(queries).finally(() => endTurn(queries));
    }
    if (await isLeft(queries)) await endTurn(queries);
    else await wait(interval);
  }
}

/** Of several that make one table, ClickHouse lets one, and tells the others. */
async function takeTurn({ command }: Queries): Promise<boolean> {
  try {
    await command('CREATE TABLE migrating (nothing UInt8) ENGINE = Memory');
    return true;
  } catch (fault) {
    if (String((fault as { code?: unknown }).code) === TABLE_ALREADY_EXISTS) return false;
    throw fault;
  }
}

async function isLeft({ query }: Queries): Promise<boolean> {
  const left = await query(`SELECT 1 FROM system.tables
    WHERE database = currentDatabase() AND name = 'migrating'
      AND metadata_modification_time < now() - INTERVAL ${MAX_AGE} MINUTE`);
  return left.length > 0;
}

function endTurn({ command }: Queries): Promise<void> {
  return command('DROP TABLE IF EXISTS migrating');
}
