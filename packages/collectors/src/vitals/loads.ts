import type { CollectorScope } from '@firsthand/core';
import { createResourceTimings } from '../resource-timings.js';

/** Addresses that are remembered; the browser's own list may be full, or be cleared by the page. */
const MAX_ADDRESSES = 300;
/** Loads of one address that are. */
const MAX_LOADS = 5;

/** How resources loaded. */
export interface Loads {
  add(load: PerformanceResourceTiming): void;
  /** Those of an address, in the order in which they began. */
  of(url: string): readonly PerformanceResourceTiming[];
  /** Calls `listener` with the address of each that is told of from now on. */
  onLoad(listener: (url: string) => void): void;
}

export function createLoads(scope: CollectorScope): Loads {
  const known = new Map<string, PerformanceResourceTiming[]>();
  const listeners: ((url: string) => void)[] = [];
  const add = (entry: PerformanceResourceTiming) => {
    const { name } = entry;
    known.set(name, [...(known.get(name) ?? []), entry].slice(-MAX_LOADS));
    const [oldest = name] = known.keys();
    if (known.size > MAX_ADDRESSES) known.delete(oldest);
    for (const listener of listeners) listener(name);
  };
  scope.share(createResourceTimings)((entries) => entries.forEach(add));
  return {
    add,
    of(url) {
      const told = performance.getEntriesByName(url, 'resource') as PerformanceResourceTiming[];
      return [...new Set([...(known.get(url) ?? []), ...told])].sort(
        (one, other) => one.startTime - other.startTime,
      );
    },
    onLoad: (listener) => void listeners.push(listener),
  };
}
