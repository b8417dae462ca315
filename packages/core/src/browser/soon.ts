/**
 * Runs `work` in a task of its own after the present one, unless `signal` has aborted: a script that a page waits for
 * is over sooner, and what it calls there is called from a short stack.
 */
export function soon(work: () => void, signal: AbortSignal): void {
  const timer = setTimeout(work);
  signal.addEventListener('abort', () => clearTimeout(timer), { once: true });
}
