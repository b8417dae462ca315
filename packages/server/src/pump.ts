import { setTimeout as wait } from 'node:timers/promises';
import type { IntakeLog } from './intake-log/intake-log.js';
import type { Unmade } from './store/make-rows.js';
import { isRowFault } from './store/row-faults.js';
import type { RowsOf } from './store/rows-in-thread.js';
import type { ClientHour } from './store/touched-hours.js';

/** Pause between inserts, so that each carries many batches, in milliseconds. */
const INSERT_INTERVAL = 100;
/** There is no pause while more bytes than this wait. */
const MUCH = 1_000_000;
/** First and longest pause while the store or the disk does not answer, in milliseconds. */
const FIRST_PAUSE = 200;
const MAX_PAUSE = 10_000;

/**
 * Moves what the intake log holds into the store, until the log is closed and empty, or `signal` aborts. A row that the store
 * can never take is set aside, so that it keeps back no other; whatever else fails is tried again for as long as it takes.
 */
export async function pump(
  { log, rowsOf, onFault, onStored, ...into }: PumpParts,
  signal: AbortSignal,
): Promise<void> {
  let pause = FIRST_PAUSE;
  while (!signal.aborted) {
    try {
      const piece = await log.next();
      if (!piece) return;
      const { rows, hours, unmade, damaged } = await rowsOf(piece.records);
      await insert(rows, into);
      await into.touch(hours);
      for (const { unmade: row, fault } of unmade) await into.setAside(row, fault);
      await log.stored(piece, damaged);
      pause = FIRST_PAUSE;
      onStored();
      if (log.waitingBytes < MUCH) await wait(INSERT_INTERVAL);
    } catch (fault) {
      if (signal.aborted) return;
      onFault(fault);
      await wait(pause, undefined, { signal }).catch(() => {});
      pause = Math.min(pause * 2, MAX_PAUSE);
    }
  }
}

interface PumpParts extends Into {
  log: IntakeLog;
  /** The rows of whole records. */
  rowsOf: RowsOf;
  /** Told each time the store or the log fails; it is tried again. */
  onFault: (fault: unknown) => void;
  /** Told each time something is stored. */
  onStored: () => void;
}

interface Into {
  /** @param rows each as JSON */
  insert: (rows: readonly string[]) => Promise<void>;
  /** Told, once they are inserted, of which hours they are. */
  touch: (hours: readonly ClientHour[]) => Promise<void>;
  /** Keeps what the store refuses for good: a row as JSON, or what no row could be made of. */
  setAside: (row: string | Unmade, fault: unknown) => Promise<void>;
}

/** Inserts rows; where the store refuses one of them, half by half until only the bad ones are left. */
async function insert(rows: readonly string[], into: Into): Promise<void> {
  if (!rows.length) return;
  try {
    await into.insert(rows);
  } catch (fault) {
    if (!isRowFault(fault)) throw fault;
    const [first] = rows;
    if (rows.length === 1 && first) return into.setAside(first, fault);
    const middle = rows.length >> 1;
    await insert(rows.slice(0, middle), into);
    await insert(rows.slice(middle), into);
  }
}
