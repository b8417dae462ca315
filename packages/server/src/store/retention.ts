import { LIMITS } from '@firsthand/protocol';
import type { Config } from '../config.js';
import type { Store } from './store.js';

/** The event type of each kind; any other is `custom`. */
const TYPES = {
  views: 'view',
  actions: 'action',
  resources: 'resource',
  errors: 'error',
  longTasks: 'long_task',
  vitals: 'vital',
  telemetry: 'telemetry',
} as const;

/**
 * Has the store remove events by age and kind, and replays by age. The table's comment says what it was told last, since the store
 * writes an expression back in another form. What is too old already goes in the background.
 */
export async function applyRetention(
  store: Store,
  { replays, ...events }: Config['retention'],
): Promise<void> {
  await applyTo(store, { table: 'events', days: events, ttl: eventsTtl(events) });
  // A segment may begin as late as its session may last after the view that tells whose it is.
  const days = Math.min(replays, events.views);
  const ttl = `${dateOf('start')} + toIntervalDay(${days}) - toIntervalSecond(${LIMITS.session.maxDuration / 1_000})`;
  await applyTo(store, { table: 'replay_segments', days, ttl });
}

async function applyTo(
  { command, query }: Store,
  { table, days, ttl }: { table: string; days: unknown; ttl: string },
): Promise<void> {
  const wanted = `retention in days: ${JSON.stringify(days)}`;
  const [known] = await query<{ comment: string }>(
    `SELECT comment FROM system.tables WHERE database = currentDatabase() AND name = '${table}'`,
  );
  if (known?.comment === wanted) return;
  await command(`ALTER TABLE ${table} MODIFY TTL ${ttl} SETTINGS mutations_sync = 0`);
  await command(`ALTER TABLE ${table} MODIFY COMMENT '${wanted}'`);
}

function eventsTtl(retention: Omit<Config['retention'], 'replays'>): string {
  const kinds = Object.keys(TYPES) as (keyof typeof TYPES)[];
  const types = kinds.map((kind) => `'${TYPES[kind]}'`).join(', ');
  const days = kinds.map((kind) => retention[kind]).join(', ');
  const age = `transform(toString(type), [${types}], [${days}], ${retention.custom})`;
  return `${dateOf('date')} + toIntervalDay(${age})`;
}

function dateOf(column: string): string {
  return `toDateTime(intDiv(${column}, 1000), 'UTC')`;
}
