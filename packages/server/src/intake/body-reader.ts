import type { FastifyRequest } from 'fastify';
import { Overdue, type Threads } from '../threads/threads.js';
import { bodyOf, type IntakeRequest } from './body-of.js';
import { clientOf } from './client-of.js';
import { readBatch, type ReadBatch } from './read-batch.js';
import { readSegment, type ReadSegment } from './read-segment.js';
import { Refused, RETRY_LATER } from './refused.js';

/** From here on a body takes more than some milliseconds. Pages send batches of 30 KB, of 50 events. */
const HEAVY = 300_000;
/** What a line weighs beside its bytes and those that it shares. */
const LINE = 200;
/** How long a thread may read one, in milliseconds; the largest take some hundred, on a machine that is busy more. */
const DEADLINE = 20_000;
/** Heavy bodies that may wait, of all addresses and of one. */
const MAX_WAITING = 32;
const MAX_OF_ADDRESS = 16;

const LF = 10;

/** Reads what requests bring. */
export interface BodyReader {
  batch(request: Request, receivedAt: number): Promise<ReadBatch>;
  segment(request: Request): Promise<ReadSegment & { bytes: number }>;
}

type Request = FastifyRequest<IntakeRequest>;

/** A light body is read at once; heavy ones are read one after the other, in a thread, so that no light one waits for them. */
export function bodyReader(threads: Threads): BodyReader {
  const inTurn = heavyOnesInTurn();
  return {
    async batch(request, receivedAt) {
      const body = await bodyOf(request);
      const input = { body, receivedAt };
      if (weightOf(body) < HEAVY) return readBatch(input);
      return inTurn(request, () => threads.run('readBatch', input, DEADLINE));
    },
    async segment(request) {
      const body = await bodyOf(request);
      const { length: bytes } = body;
      if (weightOf(body) < HEAVY) return { ...readSegment({ body }), bytes };
      const read = await inTurn(request, () => threads.run('readSegment', { body }, DEADLINE));
      return { ...read, bytes };
    },
  };
}

/** What it takes to read a body, about: each line is completed with what the first one says. */
function weightOf(body: Buffer): number {
  const head = body.indexOf(LF) + 1;
  let weight = body.length;
  for (let at = head; at && weight < HEAVY; at = body.indexOf(LF, at) + 1) weight += head + LINE;
  return weight;
}

function heavyOnesInTurn() {
  const waiting = new Map<string, number>();
  let count = 0;
  let last: Promise<unknown> = Promise.resolve();
  const later = { 'retry-after': '1' };

  return async <T>({ ip }: Request, read: () => Promise<T>): Promise<T> => {
    const client = clientOf(ip);
    const ofAddress = waiting.get(client) ?? 0;
    if (ofAddress >= MAX_OF_ADDRESS)
      throw new Refused(
        429,
        'Large requests of one address are read one after the other; try again.',
        later,
      );
    if (count >= MAX_WAITING)
      throw new Refused(503, 'Too many large requests wait to be read; try again.', later);
    count += 1;
    waiting.set(client, ofAddress + 1);
    const done = last.then(read);
    last = done.catch(() => {});
    try {
      return await done;
    } catch (fault) {
      // It may be the machine that is slow: what is good must not be lost.
      if (fault instanceof Overdue)
        throw new Refused(503, 'The body takes too long to read; try again.', RETRY_LATER);
      throw fault;
    } finally {
      count -= 1;
      const left = (waiting.get(client) ?? 1) - 1;
      if (left) waiting.set(client, left);
      else waiting.delete(client);
    }
  };
}
