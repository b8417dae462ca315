import { observePerformance } from '@firsthand/core';

/** Calls `observer` with how each resource has loaded from now on: a browser keeps few, and a page may clear them. */
export function observeLoads(
  observer: (load: PerformanceResourceTiming) => void,
  signal: AbortSignal,
): void {
  observePerformance<PerformanceResourceTiming>(
    { type: 'resource', buffered: false },
    (loads) => loads.forEach(observer),
    signal,
  );
}
