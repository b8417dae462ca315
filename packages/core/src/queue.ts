import { onAbort } from './browser/listen.js';
import { whenIdle } from './browser/schedule.js';

export interface Queue<T> {
  push(item: T): void;
  /** Has the processor called when the main thread is idle, even if nothing waits. */
  wake(): void;
  /** Processes what waits, now. */
  drain(): void;
  /** Forgets what waits. */
  clear(): void;
}

/** The longest an item waits for an idle main thread, in milliseconds. */
const MAX_WAIT = 1_000;
/** More do not wait: a page that is busy, or gone, has no idle moment. */
const MAX_ITEMS = 1_000;

/** Keeps what is emitted until the main thread is idle: the page comes first. */
export function createIdleQueue<T>(process: (items: T[]) => void, signal: AbortSignal): Queue<T> {
  let items: T[] = [];
  let cancel: (() => void) | undefined;
  const drain = () => {
    if (!cancel) return;
    cancel();
    cancel = undefined;
    const waiting = items;
    items = [];
    process(waiting);
  };
  const wake = () => {
    if (!signal.aborted) cancel ??= whenIdle(drain, MAX_WAIT);
  };
  onAbort(signal, () => cancel?.());
  return {
    push(item) {
      if (signal.aborted) return;
      items.push(item);
      wake();
      if (items.length >= MAX_ITEMS) drain();
    },
    wake,
    drain,
    clear: () => void (items = []),
  };
}
