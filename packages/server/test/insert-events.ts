import type { EventRow } from '../src/store/event-row.js';
import { rowText } from '../src/store/row-text.js';
import type { Store } from '../src/store/store.js';
import { openClientHours, touchHours } from '../src/store/touched-hours.js';

/** Inserts events as the pump does. */
export async function insertEvents(store: Store, rows: readonly EventRow[]): Promise<void> {
  const hours = openClientHours();
  for (const row of rows) hours.add(row);
  await store.insertJson(
    'events',
    rows.map((row) => rowText(row)),
  );
  await touchHours(store, hours.list());
}
