import {
  actions,
  consoleErrors,
  errors,
  fetchRequests,
  loadingTime,
  longTasks,
  navigationTiming,
  pageStates,
  reports,
  resources,
  scrollDepth,
  telemetry,
  webVitals,
  xhrRequests,
  type UncaughtOptions,
} from '@firsthand/collectors';
import type { Collector } from '@firsthand/core';
import type { RumConfiguration } from './configuration.js';
import { configurable } from './configured.js';

type Options = Partial<RumConfiguration> & UncaughtOptions;

/**
 * The collectors that `init` starts, less those that are switched off. In a list of `collectors` they go by the options
 * of `init` as well.
 *
 * @param options go before those of `init`
 */
export function defaultCollectors(options: Options = {}): Collector[] {
  return listOf(options).map((collector) =>
    configurable(collector, (configuration) =>
      listOf({ ...configuration, ...options }).filter(({ name }) => name === collector.name),
    ),
  );
}

function listOf(configuration: Options): Collector[] {
  const {
    trackErrors = true,
    trackResources = true,
    trackUserInteractions = true,
    trackWebVitals = true,
    trackLongTasks = true,
  } = configuration;
  return [
    ...(trackErrors ? [errors(configuration), consoleErrors()] : []),
    ...(trackResources ? [fetchRequests(configuration), xhrRequests(configuration)] : []),
    ...[
      ...(trackErrors ? [reports()] : []),
      ...(trackResources ? [resources()] : []),
      ...(trackUserInteractions ? [actions(configuration)] : []),
      ...(trackWebVitals ? [webVitals()] : []),
      ...(trackLongTasks ? [longTasks()] : []),
      navigationTiming(),
      loadingTime(configuration),
      scrollDepth(),
      pageStates(),
      telemetry(configuration),
    ].map(startedSoon),
  ];
}

/**
 * A collector that misses nothing if it starts when the page's present script is over: browsers keep what it observes,
 * and a person does nothing in between.
 */
function startedSoon(collector: Collector): Collector {
  return { ...collector, starts: 'soon' };
}
