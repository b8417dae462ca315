import { whenIdle } from './browser/idle.js';

export interface Queue<T> {
  push(item: T): void;
  /** Processes what waits, now. */
  drain(): void;
  /** Forgets what waits. */
  clear(): void;
}

/** The longest an item waits for an idle main thread, in milliseconds. */
const MAX_WAIT = 1_000;

/** Keeps what is emitted until the main thread is idle: the page comes first. */
export function createIdleQueue<T>(process: (items: T[]) => void, signal: AbortSignal): Queue<T> {
  let items: T[] = [];
  let cancel: (() => void) | undefined;
  const drain = () => {
    cancel?.();
    cancel = undefined;
    const waiting = items;
    items = [];
    if (waiting.length) process(waiting);
  };
  signal.addEventListener('abort', () => cancel?.(), { once: true });
  return {
    push(item) {
      if (signal.aborted) return;
      items.push(item);
      cancel ??= whenIdle(drain, MAX_WAIT);
    },
    drain,
    clear: () => void (items = []),
  };
}
