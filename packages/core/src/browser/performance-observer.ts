/**
 * Passes on the entries of one type, unless told otherwise also those from before, in batches as the browser delivers
 * them. Where the browser does not know the type, nothing happens.
 *
 * @returns whether the browser knows the type
 */
export function observePerformance<E extends PerformanceEntry>(
  { type, buffered = true }: { type: string; buffered?: boolean },
  listener: (entries: E[]) => void,
  signal: AbortSignal,
): boolean {
  if (!globalThis.PerformanceObserver?.supportedEntryTypes?.includes(type)) return false;
  const observer = new PerformanceObserver((list) => listener(list.getEntries() as E[]));
  observer.observe({ type, buffered });
  signal.addEventListener('abort', () => observer.disconnect(), { once: true });
  return true;
}
