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

/** The collectors that `init` starts, less those that the configuration switches off. */
export function defaultCollectors(
  configuration: Partial<RumConfiguration> & UncaughtOptions = {},
): Collector[] {
  const {
    trackErrors = true,
    trackResources = true,
    trackUserInteractions = true,
    trackWebVitals = true,
    trackLongTasks = true,
    telemetrySampleRate = 0,
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
      ...(telemetrySampleRate ? [telemetry(configuration)] : []),
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
