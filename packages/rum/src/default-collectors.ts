import {
  loadingTime,
  observeClicks,
  observeConsoleErrors,
  observeLoads,
  onUncaught,
  type UncaughtOptions,
} from '@firsthand/collectors';
import { observeFetch, observeXhr, type Collector } from '@firsthand/core';
import type { RumConfiguration } from './configuration.js';
import { lateRequests } from './late/late-requests.js';
import { lateCollector, type Keep } from './late/late-collector.js';
import type { CollectorName } from './late/make-collector.js';
import { whole, type Whole } from './late/parts.js';
import { configurable } from './configured.js';

type Options = Partial<RumConfiguration> & UncaughtOptions;

/**
 * The collectors that `init` starts, less those that are switched off. In a list of `collectors` they go by the options
 * of `init` as well.
 *
 * @param options go before those of `init`
 */
export function defaultCollectors(options: Options = {}): Collector[] {
  return collectorsOf(options).map((collector) =>
    configurable(collector, (configuration) =>
      collectorsOf({ ...configuration, ...options }).filter(({ name }) => name === collector.name),
    ),
  );
}

/** The same, by all options of `init`. */
export function collectorsOf(configuration: Options): Collector[] {
  const {
    trackErrors = true,
    trackResources = true,
    trackUserInteractions = true,
    trackWebVitals = true,
    trackLongTasks = true,
    trackFailedRequests,
    allowedTracingUrls = [],
  } = configuration;
  const tracksRequests = trackResources || trackFailedRequests || allowedTracingUrls.length > 0;
  const late = <Kept>(name: CollectorName, keep?: Keep<Kept>) =>
    lateCollector<Whole, Kept>({
      name,
      part: whole,
      make: ({ makeCollector }, early) => makeCollector(name, { ...configuration, early }),
      keep,
    });
  return [
    ...(trackErrors
      ? [late('errors', onUncaught), late('console-errors', observeConsoleErrors), late('reports')]
      : []),
    ...(tracksRequests
      ? [
          lateRequests('fetch', observeFetch, configuration),
          lateRequests('xhr', observeXhr, configuration),
        ]
      : []),
    ...(trackResources ? [late('resources')] : []),
    ...(trackUserInteractions ? [late('actions', observeClicks)] : []),
    ...(trackWebVitals ? [late('web-vitals', observeLoads)] : []),
    ...(trackLongTasks ? [late('long-tasks')] : []),
    late('navigation-timing'),
    // What the page is waiting for must be known from its first request on.
    { ...loadingTime(configuration), starts: () => {} },
    late('scroll-depth'),
    late('page-states'),
    late('telemetry'),
  ];
}
