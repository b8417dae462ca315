import { randomUUID } from 'node:crypto';
import type { Store } from '../store/store.js';
import { Refused, RETRY_LATER } from '../intake/refused.js';
import { SETTINGS } from './range.js';

/** A question in SQL, with values that are not part of its text. */
export interface Compiled {
  sql: string;
  parameters: Record<string, unknown>;
  /** Other ones than questions about a time have. */
  settings?: Record<string, number | string>;
}

/** Asks the store, within the limits that hold for questions. */
export type Ask = <Row>(compiled: Compiled) => Promise<Row[]>;

export interface QuestionLimits {
  /** Questions that the store works on at once; others wait. */
  atOnce: number;
  /** Questions that wait. */
  waiting: number;
  /** What one may take, in seconds and in bytes of memory. */
  seconds: number;
  bytes: number;
}

export interface Questions {
  /**
   * What asks on behalf of somebody, until `signal` aborts: then nobody waits for the answer. `onWork` is told of all that
   * they wait for.
   */
  on(signal: AbortSignal, onWork?: (work: Work) => void): Ask;
}

/** What the store does for those who ask. */
export interface Work {
  readonly mark: string;
  readonly state: 'waiting' | 'running' | 'done';
}

interface Running {
  work: Work;
  answer: Promise<unknown[]>;
  /** Who waits for it. */
  readers: number;
  abort: AbortController;
}

/** What ClickHouse says of a question that is too much for its limits: time, memory, rows. */
const TOO_BROAD = new Set(['159', '241', '158', '307', '396']);

const CANCELLED = '394';

/**
 * Lets a few questions at once to the store, in the order in which they come. What several ask for at the same time is asked
 * once, and what nobody waits for any more is ended.
 */
export function openQuestions(store: Pick<Store, 'query'>, limits: QuestionLimits): Questions {
  const running = new Map<string, Running>();
  const turn = openTurns(limits);

  const start = ({ sql, parameters, settings = SETTINGS }: Compiled): Running => {
    const abort = new AbortController();
    const { signal } = abort;
    const work = { mark: randomUUID(), state: 'waiting' as Work['state'] };
    const answer = turn(signal, () => {
      work.state = 'running';
      return store.query<unknown>(sql, parameters, {
        signal,
        mark: work.mark,
        settings: {
          ...settings,
          max_execution_time: limits.seconds,
          max_memory_usage: limits.bytes,
        },
      });
    })
      .catch((fault: unknown) => {
        throw refusalOf(fault);
      })
      .finally(() => {
        work.state = 'done';
      });
    return { work, answer, readers: 0, abort };
  };

  return {
    on:
      (signal, onWork) =>
      async <Row>(compiled: Compiled) => {
        signal.throwIfAborted();
        const key = JSON.stringify(compiled);
        const found = running.get(key) ?? start(compiled);
        running.set(key, found);
        onWork?.(found.work);
        const forget = () => {
          if (running.get(key) === found) running.delete(key);
        };
        const leave = () => {
          found.readers -= 1;
          if (found.readers) return;
          forget();
          found.abort.abort();
        };
        found.readers += 1;
        signal.addEventListener('abort', leave);
        try {
          return (await found.answer) as Row[];
        } finally {
          signal.removeEventListener('abort', leave);
          forget();
        }
      },
  };
}

type Turn = <Result>(signal: AbortSignal, task: () => Promise<Result>) => Promise<Result>;

/** Runs as many tasks at once as may be; the others wait in a row. */
function openTurns({ atOnce, waiting }: QuestionLimits): Turn {
  const queue: (() => void)[] = [];
  let busy = 0;
  return async (signal, task) => {
    if (busy >= atOnce) {
      if (queue.length >= waiting)
        throw new Refused(503, 'Too many questions are being asked; try again.', RETRY_LATER);
      await new Promise<void>((resolve) => {
        queue.push(resolve);
      });
    } else busy += 1;
    try {
      signal.throwIfAborted();
      return await task();
    } finally {
      const next = queue.shift();
      if (next) next();
      else busy -= 1;
    }
  };
}

function refusalOf(fault: unknown): unknown {
  const { code, name } = (fault ?? {}) as { code?: unknown; name?: unknown };
  if (code === CANCELLED || name === 'AbortError')
    return new Refused(499, 'Nobody waits for the answer any more.');
  return TOO_BROAD.has(String(code))
    ? new Refused(422, 'The question is too broad: narrow the time or the filter.')
    : fault;
}
