import type { Replayer, ReplayPlugin } from 'rrweb';

/** Methods by which rrweb applies a record. Its types hide them. */
type Steps = Record<'rebuildFullSnapshot' | 'applyIncremental' | 'moveAndHover', Step>;
type Step = (...all: unknown[]) => void;

/** What takes longer at a stretch is given up, in milliseconds: so long the console stands still. */
const PATIENCE = 10_000;

/**
 * Has rrweb leave out a change that it cannot make, at which its clock would stand still. That a page cannot be drawn, or
 * takes too long, is told, once, and nothing is drawn from then on.
 */
export function guardSteps(replayer: Replayer, onFault: (fault: Error) => void): void {
  const steps = replayer as unknown as Steps;
  const isLate = createStretch(PATIENCE);
  let isOver = false;
  const giveUp = (message: string) => {
    isOver = true;
    // Not amid a step of what is then taken away.
    queueMicrotask(() => onFault(new Error(message)));
  };
  const guard = (name: keyof Steps, onFailed: () => void) => {
    const step = steps[name];
    steps[name] = (...all) => {
      if (isOver) return;
      if (isLate()) return giveUp('This recording takes too long to draw.');
      try {
        step.apply(replayer, all);
      } catch {
        onFailed();
      }
    };
  };
  guard('rebuildFullSnapshot', () => giveUp('This recording is damaged.'));
  guard('applyIncremental', () => {});
  guard('moveAndHover', () => {});
}

/** A plugin that is not asked again about what it cannot do. */
export function guardPlugin({ handler }: ReplayPlugin): ReplayPlugin {
  return {
    handler(...all) {
      try {
        handler?.(...all);
      } catch {}
    },
  };
}

/** Whether the task that asks has gone on for too long since it first asked. */
function createStretch(length: number): () => boolean {
  let end: number | undefined;
  // Timers are late in a tab that is not seen.
  const { port1, port2 } = new MessageChannel();
  port1.addEventListener('message', () => (end = undefined));
  port1.start();
  return () => {
    if (end === undefined) port2.postMessage(undefined);
    end ??= performance.now() + length;
    return performance.now() > end;
  };
}
