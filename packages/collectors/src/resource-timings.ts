import { observePerformance, type CollectorScope } from '@firsthand/core';

type Listener = (entries: readonly PerformanceResourceTiming[]) => void;

/**
 * Tells of the page's resources, also of those from before, as `observePerformance` does. Whoever begins to listen before
 * the first are delivered is told by the same observer: each one costs, and there may be hundreds of deliveries.
 */
export function createResourceTimings({ signal }: CollectorScope): (listener: Listener) => void {
  let open: Listener[] | undefined;
  return (listener) => {
    if (open) return void open.push(listener);
    const listeners = (open = [listener]);
    observePerformance<PerformanceResourceTiming>(
      { type: 'resource' },
      (entries) => {
        if (open === listeners) open = undefined;
        for (const each of listeners) each(entries);
      },
      signal,
    );
  };
}
