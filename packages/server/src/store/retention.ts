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
 * Has the store remove events by age and kind. The table's comment says what it was told last, since the store
 * writes an expression back in another form. What is too old already goes in the background.
 */
export async function applyRetention(
  { command, query }: Store,
  retention: Config['retention'],
): Promise<void> {
  const wanted = `retention in days: ${JSON.stringify(retention)}`;
  const [table] = await query<{ comment: string }>(
    `SELECT comment FROM system.tables WHERE database = currentDatabase() AND name = 'events'`,
  );
  if (table?.comment === wanted) return;
  const kinds = Object.keys(TYPES) as (keyof typeof TYPES)[];
  const types = kinds.map((kind) => `'${TYPES[kind]}'`).join(', ');
  const days = kinds.map((kind) => retention[kind]).join(', ');
  await command(`ALTER TABLE events MODIFY TTL toDateTime(intDiv(date, 1000), 'UTC')
    + toIntervalDay(transform(toString(type), [${types}], [${days}], ${retention.custom}))
    SETTINGS mutations_sync = 0`);
  await command(`ALTER TABLE events MODIFY COMMENT '${wanted}'`);
}
