import {
  actions,
  consoleErrors,
  errors,
  longTasks,
  navigationTiming,
  pageStates,
  reports,
  resources,
  scrollDepth,
  telemetry,
  webVitals,
} from '@firsthand/collectors';
import type { Collector } from '@firsthand/core';

const makers = {
  actions,
  'console-errors': consoleErrors,
  errors,
  'long-tasks': longTasks,
  'navigation-timing': navigationTiming,
  'page-states': pageStates,
  reports,
  resources,
  'scroll-depth': scrollDepth,
  telemetry,
  'web-vitals': webVitals,
};

/** A collector that comes late. */
export type CollectorName = keyof typeof makers;

/** Makes one of the default collectors that come late. @param options all of `init`, and what was kept for it as `early` */
export function makeCollector(name: CollectorName, options: object): Collector {
  return makers[name](options);
}
