import { LIMITS } from '@firsthand/protocol';
import type { Config } from '../config.js';
import type { Health } from '../health.js';
import { steadyClock, type Time } from './steady-clock.js';
import type { EventsSince } from './count-hours.js';
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

const KINDS = [...Object.keys(TYPES), 'custom'] as (keyof typeof TYPES | 'custom')[];

const HOUR = 60 * 60_000;
const DAY = 24 * HOUR;
/** How often what is too old is removed, in milliseconds. */
const INTERVAL = HOUR;

export interface Retention {
  /** Removes what is too old, unless the clock cannot be believed. */
  sweep(): Promise<void>;
  /** Whether the clock cannot be believed: then nothing else may go by it, either. */
  isInDoubt(): boolean;
  stop(): void;
}

interface RetentionParts {
  days: Config['retention'];
  health: Pick<Health, 'fail' | 'warn' | 'recover'>;
  /** Default: the system's clocks */
  time?: Time;
}

/**
 * Removes events by age and kind, and replays by age: now, and every hour. Not by a TTL of the table's own, which the store
 * follows the moment that it is opened, also by a clock that is a month ahead.
 */
export async function openRetention(
  store: Store,
  { days, health, time }: RetentionParts,
): Promise<Retention> {
  for (const table of ['events', 'replay_segments']) await removeTtl(store, table);
  const clock = steadyClock(await newestReceived(store), time);
  const sweep = async () => {
    const doubt = clock.doubt();
    if (doubt) return health.warn('Retention', doubt);
    health.recover('Retention');
    for (const [table, isOld] of Object.entries(conditions(days, clock.now())))
      await removeOld(store, table, isOld);
  };
  const sweepOrTell = () => sweep().catch((fault: unknown) => health.fail('Retention', fault));
  await sweepOrTell();
  const timer = setInterval(sweepOrTell, INTERVAL).unref();
  return {
    sweep,
    isInDoubt: () => clock.doubt() !== undefined,
    stop: () => clearInterval(timer),
  };
}

/** Stores of earlier versions had one. */
async function removeTtl({ command, query }: Store, table: string): Promise<void> {
  const [found] = await query<{ ddl: string }>(
    `SELECT create_table_query AS ddl FROM system.tables
     WHERE database = currentDatabase() AND name = '${table}'`,
  );
  if (/\bTTL\b/.test(found?.ddl ?? '')) await command(`ALTER TABLE ${table} REMOVE TTL`);
}

async function newestReceived({ query }: Store): Promise<number | undefined> {
  const [newest] = await query<{ at: number }>(
    `SELECT toFloat64(greatest(
       (SELECT max(received_at) FROM events), (SELECT max(received_at) FROM replay_segments))) AS at`,
  );
  return newest?.at || undefined;
}

/** A deletion rewrites files, so it is only asked for where there is something to remove. */
async function removeOld({ command, query }: Store, table: string, isOld: string): Promise<void> {
  const [old] = await query<{ n: number }>(
    `SELECT toFloat64(count()) AS n FROM ${table} WHERE ${isOld}`,
  );
  if (old?.n) await command(`ALTER TABLE ${table} DELETE WHERE ${isOld}`);
}

/** From which hour on all events are there of which each table is counted. */
export function eventsSince(days: Config['retention']): EventsSince {
  const hourOf = (kept: readonly number[]) =>
    Math.ceil((Date.now() - Math.min(...kept) * DAY) / HOUR);
  return {
    hourly_figures: hourOf([days.views, days.errors]),
    hourly_sessions: hourOf(KINDS.map((kind) => days[kind])),
  };
}

function conditions(days: Config['retention'], now: number) {
  const { replays, figures, views } = days;
  const all = KINDS.map((kind) => days[kind]);
  const kinds = Object.keys(TYPES) as (keyof typeof TYPES)[];
  const types = kinds.map((kind) => `'${TYPES[kind]}'`).join(', ');
  const ages = kinds.map((kind) => days[kind]).join(', ');
  const age = `transform(toString(type), [${types}], [${ages}], ${days.custom})`;
  // A segment may begin as late as its session may last after the view that tells whose it is.
  const ofReplays = Math.min(replays, views) * DAY - LIMITS.session.maxDuration;
  return {
    events: `date < ${now} - ${age} * ${DAY}`,
    replay_segments: `start < ${now - ofReplays}`,
    wrong_clocks: isBefore(now - Math.max(...all) * DAY),
    // They name persons, and no list reads them once some of their events are gone.
    hourly_sessions: isBefore(now - Math.min(...all) * DAY),
    hourly_figures: isBefore(now - Math.max(figures, views) * DAY),
    // In milliseconds: an hour that nothing touches any more, and that was counted long ago.
    touched_hours: `touched_at < ${now - (Math.max(...all) + 1) * DAY}`,
  };
}

function isBefore(time: number): string {
  return `hour < ${Math.floor(time / HOUR)}`;
}
