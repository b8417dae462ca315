import { setTimeout as wait } from 'node:timers/promises';
import type { IntakeLog } from './intake-log/intake-log.js';
import { breathe } from './breathe.js';
import { isRowFault } from './store/row-faults.js';
import type { RowsOf, Unmade } from './store/rows-of.js';

/** Pause between inserts, so that each carries many batches, in milliseconds. */
const INSERT_INTERVAL = 100;
/** First and longest pause while the store or the disk does not answer, in milliseconds. */
const FIRST_PAUSE = 200;
const MAX_PAUSE = 10_000;

/**
 * Moves what the intake log holds into the store, until the log is closed and empty, or `signal` aborts. A row that the store
 * can never take is set aside, so that it keeps back no other; whatever else fails is tried again for as long as it takes.
 */
export async function pump<Entry extends object, Row>(
  { log, rowsOf, onFault, onStored, ...into }: PumpParts<Entry, Row>,
  signal: AbortSignal,
): Promise<void> {
  let pause = FIRST_PAUSE;
  while (!signal.aborted) {
    try {
      const piece = await log.next();
      if (!piece) return;
      await insert(await rowsIn(piece.entries, { rowsOf, setAside: into.setAside }), into);
      await log.stored(piece);
      pause = FIRST_PAUSE;
      onStored();
      await wait(INSERT_INTERVAL);
    } catch (fault) {
      onFault(fault);
      await wait(pause, undefined, { signal }).catch(() => {});
      pause = Math.min(pause * 2, MAX_PAUSE);
    }
  }
}

interface PumpParts<Entry extends object, Row> extends Into<Row> {
  log: IntakeLog<Entry>;
  rowsOf: RowsOf<Entry, Row>;
  /** Told each time the store or the log fails; it is tried again. */
  onFault: (fault: unknown) => void;
  /** Told each time something is stored. */
  onStored: () => void;
}

interface Into<Row> {
  insert: (rows: readonly Row[]) => Promise<void>;
  /** Keeps a row that the store refuses for good. */
  setAside: (row: Row | Unmade, fault: unknown) => Promise<void>;
}

async function rowsIn<Entry, Row>(
  entries: readonly Entry[],
  { rowsOf, setAside }: { rowsOf: RowsOf<Entry, Row>; setAside: Into<Row>['setAside'] },
): Promise<Row[]> {
  const rows: Row[] = [];
  for (const { make, unmade } of entries.flatMap(rowsOf)) {
    try {
      rows.push(make());
    } catch (fault) {
      await setAside(unmade, fault);
    }
    await breathe();
  }
  return rows;
}

/** Inserts rows; where the store refuses one of them, half by half until only the bad ones are left. */
async function insert<Row>(rows: readonly Row[], into: Into<Row>): Promise<void> {
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
