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
import { soon, type Collector } from '@firsthand/core';
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
    startedSoon([
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
    ]),
  ];
}

/**
 * Collectors that miss nothing if they start when the page's present script is over: browsers keep for them what they
 * observe, and a person does nothing in between.
 */
function startedSoon(collectors: readonly Collector[]): Collector {
  return {
    name: 'soon',
    start: (scope) => soon(() => collectors.forEach(scope.start), scope.signal),
  };
}
