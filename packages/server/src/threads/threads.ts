import { fileURLToPath } from 'node:url';
import { Piscina } from 'piscina';
import { faultForLog } from '../fault.js';
import { Refused } from '../intake/refused.js';
import type { RowSettings } from '../store/row-rules.js';
import type { Outcome, Tasks } from './thread.js';

/**
 * Where what strangers send is read when it may take long: bodies that are large, and all that goes to the store. The store
 * works in threads of its own, so that the event loop is left to requests. A second process instead would have to hand on every
 * question to the store, of which there is one a process; and the store cannot be opened in a thread of Node's.
 */
export interface Threads {
  /**
   * @param deadline how long it may take, in milliseconds
   * @throws {Refused} as the task does
   * @throws {Overdue} when it took longer, or more memory than a thread has
   */
  run<Name extends keyof Tasks>(
    name: Name,
    input: Parameters<Tasks[Name]>[0],
    deadline: number,
  ): Promise<ReturnType<Tasks[Name]>>;
  close(): Promise<void>;
}

/** A task that was given up, and its thread with it. */
export class Overdue extends Error {}

/** One for each log, and one for large bodies, which are read one after the other: no task waits for another. */
const THREADS = 3;
/** After so long without work a thread ends, in milliseconds. */
const IDLE_TIMEOUT = 60_000;
/** A thread’s memory, in megabytes: what a body of 5 MB needs is far below. Less is left lying about where there is less. */
const MEMORY = { maxOldGenerationSizeMb: 192, maxYoungGenerationSizeMb: 16 };
/** Requests that need no thread come first. */
const NICE = 10;

export function openThreads(
  settings: RowSettings = { cdnMap: [], filterRules: [] },
  path = fileURLToPath(new URL('thread.js', import.meta.url)),
): Threads {
  const pool = new Piscina({
    filename: path,
    workerData: settings,
    minThreads: 1,
    maxThreads: THREADS,
    idleTimeout: IDLE_TIMEOUT,
    resourceLimits: MEMORY,
    niceIncrement: NICE,
  });
  // One may run out of memory just as its task is given up: it is replaced, and without a listener all would end.
  pool.on('error', (fault) => console.error('Thread:', faultForLog(fault)));
  return {
    async run(name, input, deadline) {
      const signal = AbortSignal.timeout(deadline);
      const outcome = await (pool.run({ name, input }, { signal }) as Promise<Outcome>).catch(
        (fault: unknown) => {
          const { code } = fault as { code?: unknown };
          if (signal.aborted || code === 'ERR_WORKER_OUT_OF_MEMORY')
            throw new Overdue(`${name} took too much.`);
          throw fault;
        },
      );
      if ('value' in outcome) return outcome.value as never;
      throw new Refused(outcome.status, outcome.sentence);
    },
    close: () => pool.destroy(),
  };
}
