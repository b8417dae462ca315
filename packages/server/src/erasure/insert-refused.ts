import { rowInThread } from '../store/rows-in-thread.js';
import type { Store } from '../store/store.js';
import { openClientHours, touchHours } from '../store/touched-hours.js';
import type { Threads } from '../threads/threads.js';
import type { RefusedRow } from './refused-rows.js';

/** Inserts a row that was kept aside, made anew where it could not be made. @throws where the store still cannot have it */
export async function insertRefused(
  { table, row }: RefusedRow,
  { store, threads }: { store: Store; threads: Threads },
): Promise<void> {
  if (!('from' in row)) {
    await store.insert(table, [row]);
    const hours = openClientHours();
    hours.add(row);
    return touchHours(store, hours.list());
  }
  const { rows, hours, unmade } = await rowInThread(threads, row.from);
  for (const { fault } of unmade) throw new Error(fault);
  await store.insertJson(table, rows);
  await touchHours(store, hours);
}
