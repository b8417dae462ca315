/**
 * The collectors, one import path each.
 *
 * @module @firsthand/collectors
 */
export { actions } from './actions.js';
export { consoleErrors } from './console-errors.js';
export { errorData, handlingStack, type ErrorFacts } from './error-data.js';
export { createErrorLimit, createToldErrors } from './error-limit.js';
export { errors, type UncaughtOptions } from './errors.js';
export { fetchRequests } from './fetch.js';
export { loadingTime } from './loading-time.js';
export { longTasks, type LongTasksOptions } from './long-tasks.js';
export { navigationTiming } from './navigation-timing.js';
export { pageStates } from './page-states.js';
export { reports } from './reports.js';
export type { GraphQlUrl } from './requests/graphql.js';
export type { RequestOptions } from './requests/observe-requests.js';
export type { PropagatorType } from './requests/propagators.js';
export type { TracingUrl } from './requests/tracing.js';
export { resources } from './resources.js';
export { scrollDepth } from './scroll-depth.js';
export { telemetry, type TelemetryOptions } from './telemetry.js';
export { matchesAny, type UrlPattern } from './url-pattern.js';
export { webVitals } from './web-vitals.js';
export { xhrRequests } from './xhr.js';
