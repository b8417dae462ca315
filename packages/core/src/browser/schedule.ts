import { guard, guarded } from '../guard.js';
import { onAbort } from './listen.js';

export type Timer = ReturnType<typeof setTimeout>;

/** `setTimeout`, outside every zone. @param delay milliseconds. Default: 0 */
export function setTimer(work: () => void, delay = 0): Timer {
  // A page's own may tell nothing, which would mean that there is none.
  return (setTimeout(guarded(work), delay) ?? 0) as Timer;
}

/** `clearTimeout` of a timer, if there is one. */
export function clearTimer(timer: Timer | undefined): void {
  clearTimeout(timer);
}

/** Runs `work` every so many milliseconds until `signal` aborts. */
export function repeat(work: () => void, interval: number, signal: AbortSignal): void {
  const timer = setInterval(guarded(work), interval);
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
    // A page's own may call at once, before the caller knows that it waits.
    const onIdle = () => (isAsked ? work() : void afterScript(work));
    const handle = requestIdleCallback(guarded(onIdle), { timeout });
    isAsked = true;
    return () => cancelIdleCallback(handle);
  }
  const timer = setTimer(work, Math.min(timeout, 50));
  return () => clearTimer(timer);
}
