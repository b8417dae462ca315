import { setTimeout as wait } from 'node:timers/promises';
import type { IntakeLog } from './intake-log/intake-log.js';
import type { Piece } from './intake-log/segments.js';
import { toEventRow } from './store/event-row.js';
import type { Store } from './store/store.js';

/** Pause between inserts, so that each carries many batches, in milliseconds. */
const INSERT_INTERVAL = 100;
/** First and longest pause while the store does not answer, in milliseconds. */
const FIRST_PAUSE = 200;
const MAX_PAUSE = 10_000;

/**
 * Moves what the intake log holds into the store, until the log is closed and empty, or `signal` aborts.
 *
 * @param onFault told each time the store refuses; the insert is tried again
 */
export async function pump(
  { log, store }: { log: IntakeLog; store: Pick<Store, 'insertEvents'> },
  onFault: (fault: unknown) => void,
  signal: AbortSignal,
): Promise<void> {
  for (;;) {
    const piece = await log.next();
    if (!piece) return;
    for (let pause = FIRST_PAUSE; ; pause = Math.min(pause * 2, MAX_PAUSE)) {
      if (signal.aborted) return;
      try {
        await store.insertEvents(rowsOf(piece));
        break;
      } catch (fault) {
        onFault(fault);
        await wait(pause, undefined, { signal }).catch(() => {});
      }
    }
    await log.stored(piece);
    await wait(INSERT_INTERVAL);
  }
}

function rowsOf({ batches }: Piece) {
  return batches.flatMap(({ batchId, enrichment, receivedAt, events }) =>
    events.map(({ line, event }) =>
      toEventRow({ event, eventId: `${batchId}:${line}`, enrichment, receivedAt }),
    ),
  );
}
