/**
 * Runs `work` when the main thread is idle, at the latest after `timeout` milliseconds.
 * Safari has no requestIdleCallback: there it is a short timer. https://webkit.org/b/164193
 *
 * @returns cancels
 */
export function whenIdle(work: () => void, timeout: number): () => void {
  if (typeof requestIdleCallback === 'function') {
    const handle = requestIdleCallback(work, { timeout });
    return () => cancelIdleCallback(handle);
  }
  const handle = setTimeout(work, Math.min(timeout, 50));
  return () => clearTimeout(handle);
}
