import { now, toNanoseconds, type CollectorScope } from '@firsthand/core';
import { onFCP, onLCP, type LCPMetric, type Metric } from 'web-vitals';
import { selectorOf } from '../selector.js';
import type { ReportVital, ViewPerformance } from './view-performance.js';

/**
 * First and largest contentful paint, of the page and of route changes that the browser takes for navigations, by
 * the web-vitals library: it knows when hiding, prerendering and the back/forward cache make them mean something
 * else.
 */
export function observePaints({ signal, viewAt }: CollectorScope, report: ReportVital): void {
  const options = { reportAllChanges: true, reportSoftNavs: true };
  /** web-vitals cannot be stopped: after the end its reports go nowhere. */
  const reportFor = (metric: Metric, performance: () => ViewPerformance) => {
    const at = timeIn(metric);
    if (signal.aborted) return;
    const isSoft = metric.navigationType === 'soft-navigation';
    // Such a navigation may be none to the page, which then has no view of it.
    if (isSoft && viewAt(at)?.loadingType !== 'route_change') return;
    report(performance(), at);
  };
  onFCP(
    (metric) => reportFor(metric, () => ({ fcp: { timestamp: toNanoseconds(metric.value) } })),
    options,
  );
  onLCP((metric) => reportFor(metric, () => ({ lcp: describeLcp(metric) })), options);
}

/** A relative time within the load that a metric is about. */
function timeIn({ navigationType, navigationStartTime, value }: Metric): number {
  // It begins with the interaction, before the route changes: the view is the one that was painted.
  if (navigationType === 'soft-navigation') return (navigationStartTime ?? 0) + value;
  // A restored page has no entries that tell.
  return navigationType === 'back-forward-cache' ? now() : 0;
}

/** Parts as in https://web.dev/articles/optimize-lcp#lcp-breakdown */
function describeLcp({
  value,
  entries,
  navigationType,
}: LCPMetric): NonNullable<ViewPerformance['lcp']> {
  const entry = entries.at(-1);
  const selector = selectorOf(entry?.element);
  return {
    timestamp: toNanoseconds(value),
    ...(selector && { target_selector: selector }),
    ...(entry?.url && { resource_url: entry.url }),
    ...(navigationType !== 'soft-navigation' && { sub_parts: partsOf(value, entry?.url) }),
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
