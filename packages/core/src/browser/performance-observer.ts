import { onPageExit } from './page-exit.js';

interface ObservedType {
  type: string;
  /** Whether entries from before count as well. Default: true */
  buffered?: boolean;
  /** Of events: shorter ones are left out, in milliseconds. */
  durationThreshold?: number;
}

/**
 * Passes on the entries of one type in batches, as the browser delivers them, and on page exit those that it has
 * not delivered yet. Where the browser does not know the type, nothing happens.
 *
 * @returns whether the browser knows the type
 */
export function observePerformance<E extends PerformanceEntry>(
  { type, buffered = true, ...options }: ObservedType,
  listener: (entries: E[]) => void,
  signal: AbortSignal,
): boolean {
  if (!globalThis.PerformanceObserver?.supportedEntryTypes?.includes(type)) return false;
  const observer = new PerformanceObserver((list) => listener(list.getEntries() as E[]));
  observer.observe({ type, buffered, ...options } as PerformanceObserverInit);
  onPageExit(() => {
    const entries = observer.takeRecords() as E[];
    if (entries.length) listener(entries);
  }, signal);
  signal.addEventListener('abort', () => observer.disconnect(), { once: true });
  return true;
}
