import { availableParallelism } from 'node:os';
import type { Store } from '../store/store.js';
import { touchHours } from '../store/touched-hours.js';
import type { Threads } from '../threads/threads.js';
import type { RowTexts, SeedRows } from './make-seed-rows.js';
import type { SeedOptions } from './options.js';
import { slicesOf } from './visits.js';

export type { SeedOptions } from './options.js';
export { visits } from './visits.js';

/** How much has been written, and how much there is when each event counts once. */
export interface Seeded {
  events: number;
  rows: number;
}

/** How long a thread may take for a slice, in milliseconds; it takes about one second. */
const DEADLINE = 120_000;
/** Slices that threads are at, or that wait for the store: more take memory, and the store's own threads need processors as well. */
const SLICES_AHEAD = Math.min(3, Math.max(2, availableParallelism()));
/** Inserts at once: while one waits for the disk, the other is read. */
const INSERTS = 2;

/**
 * Fills a store with a site's data.
 *
 * @param onProgress told after each insert how much has been written
 */
export async function seed(
  store: Pick<Store, 'insert' | 'insertJson'>,
  threads: Pick<Threads, 'run'>,
  { onProgress, ...options }: SeedOptions & { onProgress?: (events: number) => void },
): Promise<Seeded> {
  const total: Seeded = { events: 0, rows: 0 };
  const inserts = inFlight(INSERTS);
  const insert = async (table: string, texts: RowTexts) => {
    if (texts.length) await store.insertJson(table, texts);
  };
  let previous: Piece = NOTHING;
  let late: Late = { after: [], hours: [] };
  for await (const made of slicesInOrder(threads, options)) {
    // An older snapshot comes an insert before the newest, or one after it.
    const texts = [...made.before, ...previous.with, ...late.after];
    const hours = [...made.hours, ...previous.hours, ...late.hours];
    const { segments } = made;
    const { events } = previous;
    await inserts.add(async () => {
      await insert('events', texts);
      await touchHours(store, hours);
      await insert('replay_segments', segments);
      total.events += events;
      onProgress?.(total.events);
    });
    late = previous;
    previous = made;
    total.rows += made.rows;
  }
  const { events, hours } = previous;
  await inserts.add(async () => {
    await insert('events', [...previous.with, ...late.after]);
    await insert('events', previous.after);
    await touchHours(store, [...hours, ...late.hours]);
    total.events += events;
  });
  await inserts.end();
  return total;
}

type Piece = Pick<SeedRows, 'with' | 'after' | 'hours' | 'events'>;
type Late = Pick<Piece, 'after' | 'hours'>;
const NOTHING: Piece = { with: [], after: [], hours: [], events: 0 };

/** Has threads make slices ahead of need. */
async function* slicesInOrder(
  threads: Pick<Threads, 'run'>,
  options: SeedOptions,
): AsyncGenerator<SeedRows> {
  const slices = slicesOf(options);
  const ahead: Promise<SeedRows>[] = [];
  for (let slice = 0; slice < slices || ahead.length;) {
    while (slice < slices && ahead.length < SLICES_AHEAD) {
      const made = threads.run('makeSeedRows', { options, slice }, DEADLINE);
      // It is awaited in its turn; until then it must not end the process.
      made.catch(() => {});
      ahead.push(made);
      slice += 1;
    }
    const next = await ahead.shift();
    if (next) yield next;
  }
}

/** Runs tasks, so many at once. */
function inFlight(limit: number) {
  const running = new Set<Promise<void>>();
  let fault: { error: unknown } | undefined;
  const check = () => {
    if (fault) throw fault.error;
  };
  return {
    /** Begins a task as soon as there is room. @throws what an earlier one failed with */
    async add(task: () => Promise<void>): Promise<void> {
      while (running.size >= limit) await Promise.race(running);
      check();
      const run = task()
        .catch((error: unknown) => void (fault ??= { error }))
        .finally(() => running.delete(run));
      running.add(run);
    },
    async end(): Promise<void> {
      await Promise.all(running);
      check();
    },
  };
}
