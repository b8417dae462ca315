import { guard, guarded } from '../guard.js';
import { onAbort } from './listen.js';

/** A page's own `setTimeout` may tell no number, or one that clears nothing: whether it is over is kept here. */
export interface Timer {
  isOver?: boolean;
  number?: ReturnType<typeof setTimeout>;
}

/** `setTimeout`, outside every zone. @param delay milliseconds. Default: 0 */
export function setTimer(work: () => void, delay = 0): Timer {
  const timer: Timer = {};
  timer.number = setTimeout(
    guarded(() => timer.isOver || work()),
    delay,
  );
  return timer;
}

/** `clearTimeout` of a timer, if there is one. */
export function clearTimer(timer: Timer | undefined): void {
  if (!timer) return;
  timer.isOver = true;
  clearTimeout(timer.number);
}

/** Runs `work` every so many milliseconds until `signal` aborts. */
export function repeat(work: () => void, interval: number, signal: AbortSignal): void {
  const timer = setInterval(
    guarded(() => signal.aborted || work()),
    interval,
  );
  onAbort(signal, () => clearInterval(timer));
}

/** Runs `work` when the present script has ended. */
export async function afterScript(work: () => void): Promise<void> {
  await undefined;
  guard(work);
}

/**
 * Runs `work` in a task of its own after the present one, unless `signal` has aborted: a script that a page waits for
 * is over sooner, and what it calls there is called from a short stack.
 */
export function soon(work: () => void, signal: AbortSignal): void {
  const timer = setTimer(work);
  onAbort(signal, () => clearTimer(timer));
}

/**
 * Runs `work` when the main thread is idle, at the latest after `timeout` milliseconds.
 * Safari has no requestIdleCallback: there it is a short timer. https://webkit.org/b/164193
 *
 * @returns cancels
 */
export function whenIdle(work: () => void, timeout: number): () => void {
  if (typeof requestIdleCallback === 'function') {
    let isAsked = false;
    let isOver = false;
    const begin = () => isOver || work();
    // A page's own may call at once, before the caller knows that it waits.
    const onIdle = () => (isAsked ? begin() : void afterScript(begin));
    const handle = requestIdleCallback(guarded(onIdle), { timeout });
    isAsked = true;
    return () => {
      isOver = true;
      cancelIdleCallback(handle);
    };
  }
  const timer = setTimer(work, Math.min(timeout, 50));
  return () => clearTimer(timer);
}
