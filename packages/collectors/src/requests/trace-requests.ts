import type { CollectorScope, RequestObserver } from '@firsthand/core';
import type { RequestReporter } from './report-requests.js';
import { createTracer, type RequestTrace, type TracingOptions } from './tracing.js';

/** What the `fetch` and `xhr` collectors do alike: every request but our own has its trace, and is reported. */
export function traceRequests(
  { isOwn, sessionAt }: CollectorScope,
  options: TracingOptions,
  report: RequestReporter,
): RequestObserver {
  const begin = createTracer(options);
  return (call) => {
    if (isOwn(call.url)) return undefined;
    const trace = begin(call, sessionAt(call.startedAt));
    const settle = report(call, trace);
    return (outcome) => {
      if (options.debug && outcome.status === 0 && !outcome.aborted) explain(call.url, trace);
      settle(outcome);
    };
  };
}

/** The browser does not tell a page why a server is not asked. */
function explain(url: string, { added }: RequestTrace): void {
  if (added.length && new URL(url).origin !== location.origin)
    console.debug(
      `Firsthand: ${url} failed. It does if the server's Access-Control-Allow-Headers lacks one of: ${added.join(', ')}`,
    );
}
