import { guarded } from '../guard.js';
import { onAbort } from './listen.js';
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
  if (typeof PerformanceObserver !== 'function') return false;
  if (!PerformanceObserver.supportedEntryTypes?.includes(type)) return false;
  const tell = guarded(listener);
  const observer = new PerformanceObserver((list) => tell(list.getEntries() as E[]));
  observer.observe({ type, buffered, ...options } as PerformanceObserverInit);
  onPageExit(() => {
    const entries = observer.takeRecords() as E[];
    if (entries.length) tell(entries);
  }, signal);
  onAbort(signal, () => observer.disconnect());
  return true;
}
