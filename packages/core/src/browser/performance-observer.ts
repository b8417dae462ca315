/**
 * Passes on the entries of one type, also those from before (`buffered`), in batches as the browser delivers
 * them. Where the browser does not know the type, nothing happens.
 *
 * @returns whether the browser knows the type
 */
export function observePerformance<E extends PerformanceEntry>(
  type: string,
  listener: (entries: E[]) => void,
  signal: AbortSignal,
): boolean {
  if (!globalThis.PerformanceObserver?.supportedEntryTypes?.includes(type)) return false;
  const observer = new PerformanceObserver((list) => listener(list.getEntries() as E[]));
  observer.observe({ type, buffered: true });
  signal.addEventListener('abort', () => observer.disconnect(), { once: true });
  return true;
}
