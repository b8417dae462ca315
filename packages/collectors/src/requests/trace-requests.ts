import type { CollectorScope, RequestObserver } from '@firsthand/core';
import type { RequestReporter } from './report-requests.js';
import { createTracer, type TracingOptions } from './tracing.js';

/** What the `fetch` and `xhr` collectors do alike: every request but our own has its trace, and is reported. */
export function traceRequests(
  { isOwn, sessionAt }: CollectorScope,
  options: TracingOptions,
  report: RequestReporter,
): RequestObserver {
  const trace = createTracer(options);
  return (call) =>
    isOwn(call.url) ? undefined : report(call, trace(call, sessionAt(call.startedAt)));
}
