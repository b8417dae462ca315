import { setTimeout as wait } from 'node:timers/promises';
import { Refused } from '../intake/refused.js';
import type { Logs } from './logs.js';

/** How long the store may take for what waits, in milliseconds. */
const TIMEOUT = 30_000;

/** Drains both logs, for an answer. @throws {Refused} when the store does not take it in time */
export async function drained({ events, replay }: Logs): Promise<void> {
  const timer = new AbortController();
  const late = wait(TIMEOUT, 'late', { signal: timer.signal }).catch(() => {});
  const first = await Promise.race([Promise.all([events.drain(), replay.drain()]), late]);
  timer.abort();
  if (first === 'late') throw new Refused(503, 'The store does not take what waits; try again.');
}
