/**
 * The collectors, one import path each.
 *
 * @module @firsthand/collectors
 */
export { actions } from './actions.js';
export { observeConsoleErrors, type ConsoleCall } from './console-calls.js';
export { consoleErrors } from './console-errors.js';
export { errorData, type ErrorFacts } from './error-data.js';
export { createErrorLimit } from './error-limit.js';
export { errors, type UncaughtOptions } from './errors.js';
export { fetchRequests } from './fetch.js';
export { handlingStack } from './handling-stack.js';
export { loadingTime } from './loading-time.js';
export { longTasks, type LongTasksOptions } from './long-tasks.js';
export { navigationTiming } from './navigation-timing.js';
export { observeClicks, type ObservedClick } from './observe-clicks.js';
export { pageStates } from './page-states.js';
export { reports } from './reports.js';
export type { GraphQlUrl } from './requests/graphql.js';
export {
  createRequestReporter,
  type RequestKind,
  type RequestOptions,
  type RequestReporter,
} from './requests/report-requests.js';
export { neverFits } from './url-pattern.js';
export { traceRequests } from './requests/trace-requests.js';
export type { PropagatorType } from './requests/propagators.js';
export type { TracingUrl } from './requests/tracing.js';
export { resources } from './resources.js';
export { scrollDepth } from './scroll-depth.js';
export { telemetry, type TelemetryOptions } from './telemetry.js';
export { createToldErrors } from './told-errors.js';
export { onUncaught } from './uncaught.js';
export { matchesAny, type UrlPattern } from './url-pattern.js';
export { observeLoads } from './vitals/observe-loads.js';
export { webVitals } from './web-vitals.js';
export { xhrRequests } from './xhr.js';
