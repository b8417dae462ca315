import { setTimeout as wait } from 'node:timers/promises';
import { Refused } from '../intake/refused.js';
import type { IntakeLog } from './intake-log.js';

/** How long the store may take for what waits, in milliseconds. */
const TIMEOUT = 30_000;

/** {@link IntakeLog.drain}, for an answer. @throws {Refused} when the store does not take it in time */
export async function drained(log: Pick<IntakeLog, 'drain'>): Promise<void> {
  const timer = new AbortController();
  const late = wait(TIMEOUT, 'late', { signal: timer.signal }).catch(() => {});
  const first = await Promise.race([log.drain(), late]);
  timer.abort();
  if (first === 'late') throw new Refused(503, 'The store does not take what waits; try again.');
}
