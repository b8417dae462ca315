import {
  traceRequests,
  type RequestKind,
  type RequestOptions,
  type RequestReporter,
} from '@firsthand/collectors';
import type { Collector, CollectorScope, RequestObserver, RequestOutcome } from '@firsthand/core';
import { whole } from './parts.js';

type Observe = (observer: RequestObserver, signal: AbortSignal) => void;

interface Kept {
  args: Parameters<RequestReporter>;
  outcome?: RequestOutcome;
  tell?: (outcome: RequestOutcome) => void;
}

/** Requests that are kept until what reports them comes; of the rest the browser's timings tell. */
const MAX_KEPT = 200;

/** A collector of requests that begins traces at once, and whose reports come late. */
export function lateRequests(
  kind: RequestKind,
  observe: Observe,
  options: RequestOptions,
): Collector {
  return {
    name: kind,
    starts: (wake, signal) => observe(() => void wake(), signal),
    start(scope) {
      observe(traceRequests(scope, options, reportLate(kind, options, scope)), scope.signal);
    },
  };
}

function reportLate(
  kind: RequestKind,
  options: RequestOptions,
  scope: CollectorScope,
): RequestReporter {
  const kept: Kept[] = [];
  let report: RequestReporter = (...args) => {
    const one: Kept = { args };
    if (kept.length < MAX_KEPT) kept.push(one);
    return (outcome) => (one.tell ? one.tell(outcome) : (one.outcome = outcome));
  };
  void whole.when(({ createRequestReporter }) => {
    report = createRequestReporter(scope, kind, options);
    for (const one of kept.splice(0)) {
      one.tell = report(...one.args);
      if (one.outcome) one.tell(one.outcome);
    }
  }, scope.signal);
  return (...args) => report(...args);
}
