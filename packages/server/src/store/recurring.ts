export interface Recurring<Result> {
  /** Does it now; who asks while it is under way waits for the same. */
  run(): Promise<Result>;
  /** Resolves when what was under way has ended. */
  stop(): Promise<void>;
}

interface RecurringParts {
  /** Milliseconds from one to the next. */
  interval: number;
  /** Told when it fails; it is tried again. */
  onFault: (fault: unknown) => void;
}

/** Does something every so often, and never twice at once. */
export function recurring<Result>(
  task: (isStopped: () => boolean) => Promise<Result>,
  { interval, onFault }: RecurringParts,
): Recurring<Result> {
  let isStopped = false;
  let underway: Promise<Result> | undefined;
  const run = () =>
    (underway ??= task(() => isStopped).finally(() => {
      underway = undefined;
    }));
  const timer = setInterval(() => void run().catch(onFault), interval).unref();
  return {
    run,
    async stop() {
      isStopped = true;
      clearInterval(timer);
      await underway?.catch(() => {});
    },
  };
}
