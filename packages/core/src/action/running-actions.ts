import { onAbort } from '../browser/listen.js';
import { clearTimer, setTimer, type Timer } from '../browser/schedule.js';
import type { EventData } from '../collector.js';
import { uuid } from '../uuid.js';

/** What happened during an action. */
export interface ActionCounts {
  error: number;
  resource: number;
  long_task: number;
}

/** An action while it lasts: what happens meanwhile belongs to it. Times are relative. */
export interface RunningAction {
  readonly id: string;
  readonly startedAt: number;
  readonly counts: Readonly<ActionCounts>;
  /** Ends it, and reports it as soon as all that happened during it is known. */
  end(at: number, data: (counts: Readonly<ActionCounts>) => EventData<'action'>): void;
  /** It was none. */
  discard(): void;
}

export interface RunningActions {
  start(at: number): RunningAction;
  /** The actions that lasted at a relative time, oldest first. */
  find(at: number): RunningAction[];
  count(action: RunningAction, type: keyof ActionCounts): void;
  /** Reports what has ended, now. */
  flush(): void;
}

/** How long an ended action waits for requests that began in it to be reported, in milliseconds. */
const SETTLING = 1_500;
/** Actions remembered: the bound on memory. */
const MAX_ACTIONS = 100;

export function createRunningActions(
  report: (data: EventData<'action'>, action: RunningAction) => void,
  signal: AbortSignal,
): RunningActions {
  let actions: Entry[] = [];
  let ended: (() => void)[] = [];
  let timer: Timer | undefined;

  const flush = () => {
    clearTimer(timer);
    timer = undefined;
    const reports = ended;
    ended = [];
    for (const run of reports) run();
  };
  onAbort(signal, () => clearTimer(timer));

  return {
    start(startedAt) {
      let id: string | undefined;
      const action: Entry = {
        // Made when it is asked for: there is none before consent.
        get id() {
          return (id ??= uuid());
        },
        startedAt,
        endedAt: Infinity,
        counts: { error: 0, resource: 0, long_task: 0 },
        end(at, data) {
          action.endedAt = at;
          ended.push(() => report(data(action.counts), action));
          timer ??= setTimer(flush, SETTLING);
        },
        discard() {
          actions = actions.filter((other) => other !== action);
        },
      };
      actions = [...actions.slice(1 - MAX_ACTIONS), action];
      return action;
    },
    // Both ends count: browsers round times, so what happens at once may bear one time.
    find: (at) => actions.filter(({ startedAt, endedAt }) => startedAt <= at && at <= endedAt),
    count(action, type) {
      (action.counts as ActionCounts)[type] += 1;
    },
    flush,
  };
}

interface Entry extends RunningAction {
  endedAt: number;
}
