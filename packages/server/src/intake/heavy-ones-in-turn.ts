import { setTimeout as wait } from 'node:timers/promises';
import { clientOf } from './client-of.js';
import { Refused } from './refused.js';

/** A body from this size on takes the server a while, in characters. Pages send batches of 30 KB. */
const HEAVY = 200_000;
/** Heavy bodies that may wait, of all addresses and of one. */
const MAX_WAITING = 32;
const MAX_OF_ADDRESS = 16;
/** Longest pause after one, in milliseconds. */
const MAX_REST = 250;

export type InTurn = ReturnType<typeof heavyOnesInTurn>;

/**
 * Reads heavy bodies one after the other, so that a light one never waits for more than a step of one of them.
 *
 * @returns runs `work` at once if the body is light, else in turn
 */
export function heavyOnesInTurn() {
  const waiting = new Map<string, number>();
  let count = 0;
  let last: Promise<unknown> = Promise.resolve();
  const tooMany = (status: number, sentence: string) =>
    new Refused(status, sentence, { 'retry-after': '1' });

  return async <T>({ ip }: { ip: string }, size: number, work: () => Promise<T>): Promise<T> => {
    if (size < HEAVY) return work();
    const client = clientOf(ip);
    const ofAddress = waiting.get(client) ?? 0;
    if (ofAddress >= MAX_OF_ADDRESS)
      throw tooMany(429, 'Large requests of one address are read one after the other; try again.');
    if (count >= MAX_WAITING) throw tooMany(503, 'Too many large requests wait to be read.');
    count += 1;
    waiting.set(client, ofAddress + 1);
    let began = 0;
    const done = last.then(() => {
      began = performance.now();
      return work();
    });
    // As long again is for others.
    const rest = () => wait(Math.min(performance.now() - began, MAX_REST));
    last = done.then(rest, rest);
    try {
      return await done;
    } finally {
      count -= 1;
      const left = (waiting.get(client) ?? 1) - 1;
      if (left) waiting.set(client, left);
      else waiting.delete(client);
    }
  };
}
