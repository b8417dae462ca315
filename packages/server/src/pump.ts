import { setTimeout as wait } from 'node:timers/promises';
import type { IntakeLog } from './intake-log/intake-log.js';
import type { Piece } from './intake-log/segments.js';
import { toEventRow, type EventRow } from './store/event-row.js';
import type { Store } from './store/store.js';

/** Pause between inserts, so that each carries many batches, in milliseconds. */
const INSERT_INTERVAL = 100;
/** First and longest pause while the store or the disk does not answer, in milliseconds. */
const FIRST_PAUSE = 200;
const MAX_PAUSE = 10_000;

/**
 * Moves what the intake log holds into the store, until the log is closed and empty, or `signal` aborts. While the
 * store is down it tries again; a row that a living store refuses is set aside, so that it keeps back no other.
 */
export async function pump(
  { log, store, onFault, setAside }: PumpParts,
  signal: AbortSignal,
): Promise<void> {
  let pause = FIRST_PAUSE;
  while (!signal.aborted) {
    try {
      const piece = await log.next();
      if (!piece) return;
      await insert(rowsOf(piece), { store, setAside });
      await log.stored(piece);
      pause = FIRST_PAUSE;
      await wait(INSERT_INTERVAL);
    } catch (fault) {
      onFault(fault);
      await wait(pause, undefined, { signal }).catch(() => {});
      pause = Math.min(pause * 2, MAX_PAUSE);
    }
  }
}

interface PumpParts {
  log: IntakeLog;
  store: Pick<Store, 'insertEvents' | 'ping'>;
  /** Told each time the store or the log fails; it is tried again. */
  onFault: (fault: unknown) => void;
  /** Keeps a row that the store refuses for good. */
  setAside: (row: EventRow, fault: unknown) => Promise<void>;
}

/** Inserts rows; where the store refuses them, half by half until only the bad ones are left. */
async function insert(
  rows: readonly EventRow[],
  { store, setAside }: Pick<PumpParts, 'store' | 'setAside'>,
): Promise<void> {
  if (!rows.length) return;
  try {
    await store.insertEvents(rows);
  } catch (fault) {
    if (!(await store.ping())) throw fault;
    const [first] = rows;
    if (rows.length === 1 && first) return setAside(first, fault);
    const middle = rows.length >> 1;
    await insert(rows.slice(0, middle), { store, setAside });
    await insert(rows.slice(middle), { store, setAside });
  }
}

function rowsOf({ batches }: Piece): EventRow[] {
  return batches.flatMap(({ batchId, enrichment, receivedAt, events }) =>
    events.map(({ line, event }) =>
      toEventRow({ event, eventId: `${batchId}:${line}`, enrichment, receivedAt }),
    ),
  );
}
