import { defineCollector, now, toNanoseconds } from '@firsthand/core';
import {
  onCLS,
  onFCP,
  onINP,
  onLCP,
  type CLSMetric,
  type INPMetric,
  type LCPMetric,
  type Metric,
} from 'web-vitals';
import { selectorOf } from './selector.js';

/**
 * FCP, LCP, INP and CLS on the view in which they happened, each with the element and the parts that explain
 * it. The attribution is made here rather than by `web-vitals/attribution`, which starts an observer when it
 * is imported and weighs as much again.
 */
export const webVitals = defineCollector('web-vitals', ({ emit, signal, viewAt }) => {
  const options = { reportAllChanges: true };
  /** web-vitals cannot be stopped: after the end its reports go nowhere. */
  const report = (performance: ViewPerformance, at: number) => {
    if (!signal.aborted) emit('view', { view: { performance } }, at);
  };
  const sinceView = (time: number) =>
    toNanoseconds(Math.max(0, time - (viewAt(time)?.startedAt ?? 0)));

  onFCP(
    (metric) => report({ fcp: { timestamp: toNanoseconds(metric.value) } }, loadOf(metric)),
    options,
  );
  onLCP((metric) => report({ lcp: lcp(metric) }, loadOf(metric)), options);
  onINP((metric) => {
    const at = metric.entries[0]?.startTime ?? loadOf(metric);
    report({ inp: { ...inp(metric), timestamp: sinceView(at) } }, at);
  }, options);
  onCLS((metric) => {
    const shift = largestShift(metric);
    const at = shift?.startTime ?? loadOf(metric);
    report(
      { cls: { score: metric.value, ...(shift && { timestamp: sinceView(at), ...cls(shift) }) } },
      at,
    );
  }, options);
});

type ViewPerformance = NonNullable<
  import('@firsthand/protocol').Events['view']['view']['performance']
>;

/** A relative time within the load that a metric is about; a restored page has no entries that tell. */
function loadOf({ navigationType }: Metric): number {
  return navigationType === 'back-forward-cache' ? now() : 0;
}

/** Sub-parts as in https://web.dev/articles/optimize-lcp#lcp-breakdown */
function lcp({ value, entries }: LCPMetric): NonNullable<ViewPerformance['lcp']> {
  const entry = entries.at(-1);
  const selector = selectorOf(entry?.element);
  const [navigation] = performance.getEntriesByType('navigation');
  const resource = entry?.url
    ? (performance.getEntriesByName(entry.url, 'resource')[0] as
        | PerformanceResourceTiming
        | undefined)
    : undefined;
  const activation = navigation?.activationStart ?? 0;
  const firstByte = Math.max(0, (navigation?.responseStart ?? 0) - activation);
  const loadStart = resource
    ? Math.max(firstByte, (resource.requestStart || resource.startTime) - activation)
    : firstByte;
  const loadEnd = resource
    ? Math.min(value, Math.max(loadStart, resource.responseEnd - activation))
    : loadStart;
  return {
    timestamp: toNanoseconds(value),
    ...(selector && { target_selector: selector }),
    ...(entry?.url && { resource_url: entry.url }),
    sub_parts: {
      load_delay: toNanoseconds(loadStart - firstByte),
      load_time: toNanoseconds(loadEnd - loadStart),
      render_delay: toNanoseconds(Math.max(0, value - loadEnd)),
    },
  };
}

/** Sub-parts as in https://web.dev/articles/optimize-inp */
function inp({ value, entries }: INPMetric): NonNullable<ViewPerformance['inp']> {
  const start = entries[0]?.startTime ?? 0;
  const processingStart = Math.min(...entries.map((entry) => entry.processingStart), start + value);
  const processingEnd = Math.min(
    Math.max(...entries.map((entry) => entry.processingEnd), processingStart),
    start + value,
  );
  const selector = selectorOf(entries.find(({ target }) => target)?.target);
  return {
    duration: toNanoseconds(value),
    ...(selector && { target_selector: selector }),
    ...(entries.length && {
      sub_parts: {
        input_delay: toNanoseconds(Math.max(0, processingStart - start)),
        processing_duration: toNanoseconds(processingEnd - processingStart),
        presentation_delay: toNanoseconds(start + value - processingEnd),
      },
    }),
  };
}

type Shift = CLSMetric['entries'][number];

function largestShift({ entries }: CLSMetric): Shift | undefined {
  return entries.reduce<Shift | undefined>(
    (largest, entry) => (largest && largest.value >= entry.value ? largest : entry),
    undefined,
  );
}

function cls({ sources }: Shift) {
  const source = sources?.find(({ node }) => node) ?? sources?.[0];
  const selector = selectorOf(source?.node);
  return {
    ...(selector && { target_selector: selector }),
    ...(source && {
      previous_rect: rect(source.previousRect),
      current_rect: rect(source.currentRect),
    }),
  };
}

function rect({ x, y, width, height }: DOMRectReadOnly) {
  return { x, y, width, height };
}
