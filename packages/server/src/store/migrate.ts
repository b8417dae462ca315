import { events } from './migrations/0001-events.js';
import { privacy } from './migrations/0002-privacy.js';
import { replay } from './migrations/0003-replay.js';
import { keptOnError } from './migrations/0004-kept-on-error.js';
import { firstSegment } from './migrations/0005-first-segment.js';
import type { Store } from './store.js';

/** All migrations, in order; a released one never changes. */
export const migrations = [events, privacy, replay, keptOnError, firstSegment];

export interface Migration {
  version: number;
  statements: string[];
}

/** Brings the schema up to date: each migration once, in order. Every statement can be run again after a crash. */
export async function migrate({ command, query }: Pick<Store, 'command' | 'query'>): Promise<void> {
  await command(`CREATE TABLE IF NOT EXISTS migrations (
    version UInt32,
    applied_at DateTime DEFAULT now()
  ) ENGINE = MergeTree ORDER BY version`);
  const applied = await query<{ version: number }>('SELECT version FROM migrations');
  const done = new Set(applied.map(({ version }) => version));
  for (const { version, statements } of migrations) {
    if (done.has(version)) continue;
    for (const statement of statements) await command(statement);
    await command(`INSERT INTO migrations (version) VALUES (${version})`);
  }
}
