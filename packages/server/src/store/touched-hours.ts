import { randomInt } from 'node:crypto';
import { clientHourOf } from './client-hour.js';
import type { EventRow } from './event-row.js';
import type { SegmentRow } from './segment-row.js';
import type { Store } from './store.js';

/** Sums of as many as anyone will insert stay within 64 bits. */
const MAX_MARK = 2 ** 40;

/** An hour by the browser's clock, in hours since the epoch: what is counted as a whole, see the migration. */
export interface ClientHour {
  application_id: string;
  client_hour: number;
}

/** Collects the hours that rows of `events` are of, each once; other rows have none. */
export function openClientHours() {
  const hours = new Map<string, ClientHour>();
  return {
    add(row: EventRow | SegmentRow) {
      if (!('client_date' in row)) return;
      const { application_id, client_date } = row;
      const client_hour = clientHourOf(client_date);
      hours.set(`${client_hour} ${application_id}`, { application_id, client_hour });
    },
    list: (): ClientHour[] => [...hours.values()],
  };
}

/** Has hours counted anew. Only once the change to their events is done: who counts them before must not take it off. */
export async function touchHours(
  { insert }: Pick<Store, 'insert'>,
  hours: readonly ClientHour[],
): Promise<void> {
  const touched_at = Date.now();
  const rows = hours.map((hour) => ({ ...hour, balance: randomInt(1, MAX_MARK), touched_at }));
  await insert('touched_hours', rows);
}
