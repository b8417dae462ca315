import { guardPromise, onAbort, type Collector } from '@firsthand/core';
import type { LatePart } from './late-part.js';

/** What is kept for a collector until it comes: the bound on memory. */
const MAX_KEPT = 100;

/** Observes, until `signal` aborts, what a collector needs. */
export type Keep<Kept> = (add: (one: Kept) => void, signal: AbortSignal) => void;

interface LateCollector<Part, Kept> {
  name: string;
  part: LatePart<Part>;
  /** Makes it when the part has come. @param early what was kept for it */
  make: (part: Part, early: readonly Kept[]) => Collector;
  /** Default: browsers keep what it needs */
  keep?: Keep<Kept> | undefined;
}

/** A collector that comes late and misses nothing. */
export function lateCollector<Part, Kept = never>({
  name,
  part,
  make,
  keep,
}: LateCollector<Part, Kept>): Collector {
  const early: Kept[] = [];
  /** By an observer of its own each time: of one that is there twice, a signal takes both away. */
  const keepUntil = (signal: AbortSignal) =>
    keep?.((one) => {
      if (early.length < MAX_KEPT) early.push(one);
    }, signal);
  return {
    name,
    // It need not start earlier, whatever happens.
    starts: keep ? (_, signal) => keepUntil(signal) : 'soon',
    start(scope) {
      const waiting = new AbortController();
      onAbort(scope.signal, () => waiting.abort());
      keepUntil(waiting.signal);
      void guardPromise(
        part.when((loaded) => {
          waiting.abort();
          make(loaded, early.splice(0)).start(scope);
        }, scope.signal),
      );
    },
  };
}
