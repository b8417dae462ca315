import { events } from './migrations/0001-events.js';
import { privacy } from './migrations/0002-privacy.js';
import { replay } from './migrations/0003-replay.js';
import { keptOnError } from './migrations/0004-kept-on-error.js';
import { firstSegment } from './migrations/0005-first-segment.js';
import { fieldColumns } from './migrations/0006-fields.js';
import { hours } from './migrations/0007-hours.js';
import { providers } from './migrations/0008-providers.js';
import type { Store } from './store.js';

/** All migrations, in order; a released one never changes. */
export const migrations = [
  events,
  privacy,
  replay,
  keptOnError,
  firstSegment,
  fieldColumns,
  hours,
  providers,
];

export interface Migration {
  version: number;
  /** Each can be run again after a crash. */
  statements: string[];
  /** What depends on the rows that are there; can be run again, too. */
  fill?: (queries: Queries) => Promise<void>;
}

type Queries = Pick<Store, 'command' | 'query'>;

/** Brings the schema up to date: each migration once, in order. */
export async function migrate(queries: Queries): Promise<void> {
  const { command } = queries;
  for (const { version, statements, fill } of await pending(queries)) {
    for (const statement of statements) await command(statement);
    await fill?.(queries);
    await command(`INSERT INTO migrations (version) VALUES (${version})`);
  }
}

/** Those that are still to be applied. */
export async function pending({ command, query }: Queries): Promise<Migration[]> {
  await command(`CREATE TABLE IF NOT EXISTS migrations (
    version UInt32,
    applied_at DateTime DEFAULT now()
  ) ENGINE = MergeTree ORDER BY version`);
  const applied = await query<{ version: number }>('SELECT version FROM migrations');
  const done = new Set(applied.map(({ version }) => version));
  return migrations.filter(({ version }) => !done.has(version));
}
