import { guarded } from '../guard.js';
import { onAbort } from './listen.js';

/** A MutationObserver, outside every zone, that ends with `signal`. */
export function mutationObserver(
  listener: (records: MutationRecord[]) => void,
  signal: AbortSignal,
): MutationObserver {
  return ending(new MutationObserver(guarded(listener)), signal);
}

/** A ResizeObserver, outside every zone, that ends with `signal`; `undefined` where the browser has none. */
export function resizeObserver(
  listener: () => void,
  signal: AbortSignal,
): ResizeObserver | undefined {
  if (typeof ResizeObserver !== 'function') return undefined;
  return ending(new ResizeObserver(guarded(listener)), signal);
}

/** Observes what the browser complains of, until `signal` aborts, where it tells. */
export function observeReports(
  types: string[],
  listener: (reports: Report[]) => void,
  signal: AbortSignal,
): void {
  if (typeof ReportingObserver !== 'function') return;
  ending(new ReportingObserver(guarded(listener), { buffered: true, types }), signal).observe();
}

function ending<Observer extends { disconnect(): void }>(
  observer: Observer,
  signal: AbortSignal,
): Observer {
  onAbort(signal, () => observer.disconnect());
  return observer;
}
