import { guarded, now, toNanoseconds, type CollectorScope } from '@firsthand/core';
import { onFCP, onLCP, type LCPMetric, type Metric } from 'web-vitals';
import { describeLcp } from './describe-lcp.js';
import { createLoads } from './loads.js';
import type { ReportVital, ViewPerformance } from './view-performance.js';

/**
 * First and largest contentful paint of the page, by the web-vitals library: it knows when hiding, prerendering and the
 * back/forward cache make them mean something else.
 */
export function observePaints(scope: CollectorScope, report: ReportVital): void {
  const { signal, share } = scope;
  const loads = share(createLoads);
  /** The largest paint, where its load has not been told of. */
  let unexplained: LCPMetric | undefined;
  const options = { reportAllChanges: true };
  /** web-vitals cannot be stopped: after the end its reports go nowhere. */
  const reportFor = (metric: Metric, performance: ViewPerformance) => {
    // A restored page has no entries that tell when; else it is the view of the load.
    if (!signal.aborted) report(performance, isRestored(metric) ? now() : 0);
  };
  const describePageLcp = (metric: LCPMetric) => {
    const { value, entries } = metric;
    // Nothing had to be loaded for a restored page, of which no entry tells.
    const page = isRestored(metric) ? { since: 0, firstByte: 0 } : pageTiming();
    return describeLcp(entries.at(-1), { ...page, paintedAt: value, loads });
  };
  onFCP(
    guarded((metric) => reportFor(metric, { fcp: { timestamp: toNanoseconds(metric.value) } })),
    options,
  );
  const reportLcp = (metric: LCPMetric) => {
    const url = metric.entries.at(-1)?.url;
    unexplained = url && !loads.of(url).length ? metric : undefined;
    reportFor(metric, { lcp: describePageLcp(metric) });
  };
  onLCP(guarded(reportLcp), options);
  loads.onLoad((url) => {
    if (unexplained?.entries.at(-1)?.url === url) reportLcp(unexplained);
  });
}

function isRestored({ navigationType }: Metric): boolean {
  return navigationType === 'back-forward-cache';
}

/** A prerendered page counts from when it was shown. */
function pageTiming() {
  const [navigation] = performance.getEntriesByType('navigation');
  const since = navigation?.activationStart ?? 0;
  return { since, firstByte: Math.max(0, (navigation?.responseStart ?? 0) - since) };
}
