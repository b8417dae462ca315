import { guarded, now, toNanoseconds, type CollectorScope } from '@firsthand/core';
import { onFCP, onLCP, type LCPMetric, type Metric } from 'web-vitals';
import { selectorOf } from '../selector.js';
import type { ReportVital, ViewPerformance } from './view-performance.js';

/**
 * First and largest contentful paint of the page, by the web-vitals library: it knows when hiding, prerendering and the
 * back/forward cache make them mean something else.
 */
export function observePaints({ signal }: CollectorScope, report: ReportVital): void {
  const options = { reportAllChanges: true };
  /** web-vitals cannot be stopped: after the end its reports go nowhere. */
  const reportFor = ({ navigationType }: Metric, performance: ViewPerformance) => {
    // A restored page has no entries that tell when; else it is the view of the load.
    if (!signal.aborted) report(performance, navigationType === 'back-forward-cache' ? now() : 0);
  };
  onFCP(
    guarded((metric) => reportFor(metric, { fcp: { timestamp: toNanoseconds(metric.value) } })),
    options,
  );
  onLCP(
    guarded((metric) => reportFor(metric, { lcp: describeLcp(metric) })),
    options,
  );
}

/** Parts as in https://web.dev/articles/optimize-lcp#lcp-breakdown */
function describeLcp({ value, entries }: LCPMetric): NonNullable<ViewPerformance['lcp']> {
  const entry = entries.at(-1);
  const selector = selectorOf(entry?.element);
  return {
    timestamp: toNanoseconds(value),
    ...(selector && { target_selector: selector }),
    ...(entry?.url && { resource_url: entry.url }),
    sub_parts: partsOf(value, entry?.url),
  };
}

function partsOf(value: number, url: string | undefined) {
  const [navigation] = performance.getEntriesByType('navigation');
  const [entry] = url ? performance.getEntriesByName(url, 'resource') : [];
  const resource = entry as PerformanceResourceTiming | undefined;
  const activation = navigation?.activationStart ?? 0;
  const firstByte = Math.max(0, (navigation?.responseStart ?? 0) - activation);
  const loadStart = resource
    ? Math.max(firstByte, (resource.requestStart || resource.startTime) - activation)
    : firstByte;
  const loadEnd = resource
    ? Math.min(value, Math.max(loadStart, resource.responseEnd - activation))
    : loadStart;
  return {
    load_delay: toNanoseconds(loadStart - firstByte),
    load_time: toNanoseconds(Math.max(0, loadEnd - loadStart)),
    render_delay: toNanoseconds(Math.max(0, value - loadEnd)),
  };
}
