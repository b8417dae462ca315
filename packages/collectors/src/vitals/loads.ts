import type { CollectorScope } from '@firsthand/core';
import { createResourceTimings } from '../resource-timings.js';

/** Addresses that are remembered; the browser's own list may be full, or be cleared by the page. */
const MAX_ADDRESSES = 300;
/** Loads of one address that are. */
const MAX_LOADS = 5;

/** How resources loaded, by their address, in the order in which they began. */
export function createLoads(
  scope: CollectorScope,
): (url: string) => readonly PerformanceResourceTiming[] {
  const known = new Map<string, PerformanceResourceTiming[]>();
  scope.share(createResourceTimings)((entries) => {
    for (const entry of entries) {
      const { name } = entry;
      known.set(name, [...(known.get(name) ?? []), entry].slice(-MAX_LOADS));
      const [oldest = name] = known.keys();
      if (known.size > MAX_ADDRESSES) known.delete(oldest);
    }
  });
  return (url) => {
    const told = performance.getEntriesByName(url, 'resource') as PerformanceResourceTiming[];
    return [...new Set([...(known.get(url) ?? []), ...told])].sort(
      (one, other) => one.startTime - other.startTime,
    );
  };
}
