import { setTimeout as wait } from 'node:timers/promises';
import type { IntakeLog } from './intake-log/intake-log.js';
import type { AcceptedBatch } from './intake-log/record.js';
import { toEventRow, type EventRow } from './store/event-row.js';

/** Pause between inserts, so that each carries many batches, in milliseconds. */
const INSERT_INTERVAL = 100;
/** First and longest pause while the store or the disk does not answer, in milliseconds. */
const FIRST_PAUSE = 200;
const MAX_PAUSE = 10_000;

/**
 * Moves what the intake log holds into the store, until the log is closed and empty, or `signal` aborts. While the
 * store is down it tries again; a row that a living store refuses is set aside, so that it keeps back no other.
 */
export async function pump<Entry extends object, Row>(
  { log, rowsOf, onFault, ...into }: PumpParts<Entry, Row>,
  signal: AbortSignal,
): Promise<void> {
  let pause = FIRST_PAUSE;
  while (!signal.aborted) {
    try {
      const piece = await log.next();
      if (!piece) return;
      await insert(piece.entries.flatMap(rowsOf), into);
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

interface PumpParts<Entry extends object, Row> extends Into<Row> {
  log: IntakeLog<Entry>;
  rowsOf: (entry: Entry) => Row[];
  /** Told each time the store or the log fails; it is tried again. */
  onFault: (fault: unknown) => void;
}

interface Into<Row> {
  insert: (rows: readonly Row[]) => Promise<void>;
  /** Whether the store lives. */
  ping: () => Promise<boolean>;
  /** Keeps a row that the store refuses for good. */
  setAside: (row: Row, fault: unknown) => Promise<void>;
}

/** Inserts rows; where the store refuses them, half by half until only the bad ones are left. */
async function insert<Row>(rows: readonly Row[], into: Into<Row>): Promise<void> {
  if (!rows.length) return;
  try {
    await into.insert(rows);
  } catch (fault) {
    if (!(await into.ping())) throw fault;
    const [first] = rows;
    if (rows.length === 1 && first) return into.setAside(first, fault);
    const middle = rows.length >> 1;
    await insert(rows.slice(0, middle), into);
    await insert(rows.slice(middle), into);
  }
}

/** The rows of a batch. */
export function eventRowsOf(batch: AcceptedBatch): EventRow[] {
  const { batchId, enrichment, receivedAt, events } = batch;
  return events.map(({ line, event }) =>
    toEventRow({ event, eventId: `${batchId}:${line}`, enrichment, receivedAt }),
  );
}
