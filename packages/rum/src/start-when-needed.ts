import { guard, onAbort, onPageExit, soon, type Collector } from '@firsthand/core';

interface Work {
  start(): void;
  /** Sends what there is, where the page ends before it has started. */
  leave(): void;
}

/**
 * Starts in a task after the page's present script: within it at once, where a collector cannot wait, and as soon as one
 * of them sees what it would miss, or the page ends. Never after `signal` has aborted.
 *
 * @returns starts at once, if it has not started yet
 */
export function startWhenNeeded(
  collectors: readonly Collector[],
  { start, leave }: Work,
  signal: AbortSignal,
): () => void {
  const waiting = new AbortController();
  let isOver = false;
  const wake = () => {
    if (isOver) return;
    isOver = true;
    start();
    // Not before: a patch stays only as long as somebody observes it.
    waiting.abort();
  };
  onAbort(signal, () => {
    isOver = true;
    waiting.abort();
  });
  if (!collectors.every(({ starts }) => starts)) {
    wake();
    return wake;
  }
  for (const { starts } of collectors)
    if (typeof starts === 'function') guard(() => starts(wake, waiting.signal));
  onPageExit(() => {
    wake();
    leave();
  }, waiting.signal);
  soon(wake, waiting.signal);
  return wake;
}
