import {
  about,
  guardPromise,
  toNanoseconds,
  type CollectorScope,
  type EventContext,
  type EventData,
  type RequestCall,
  type RequestOutcome,
} from '@firsthand/core';
import { createErrorLimit } from '../error-limit.js';
import { fromResourceTiming, traceOf, type Resource } from '../resource-timing.js';
import { graphQlErrors, graphQlOf, type GraphQl, type GraphQlUrl } from './graphql.js';
import { createRequestJoin, type MadeRequest } from './request-join.js';
import { keptHeaders } from './resource-headers.js';
import type { RequestTrace, TracingOptions } from './tracing.js';

export interface RequestOptions extends TracingOptions {
  /** GraphQL endpoints, whose operations are named. Default: none */
  allowedGraphQlUrls?: readonly GraphQlUrl[] | undefined;
  /** Names of request and response headers to keep; those that may hold secrets never are. Default: none */
  trackResourceHeaders?: readonly string[] | undefined;
  /** Whether requests are resources. If not, they have their trace, and may be errors. Default: true */
  trackResources?: boolean | undefined;
  /** Whether a request that failed, or got a status of 500 and above, is an error as well. Default: false */
  trackFailedRequests?: boolean | undefined;
}

interface Request extends MadeRequest {
  method: string | undefined;
  outcome: RequestOutcome;
  trace: RequestTrace;
  context: EventContext;
  graphql: GraphQl | undefined;
  headers: Pick<Resource, 'request' | 'response'>;
}

/** By what a request was made. */
export type RequestKind = 'fetch' | 'xhr';

/** Reports a request that begins. @returns to be told how it came out */
export type RequestReporter = (
  call: RequestCall,
  trace: RequestTrace,
) => (outcome: RequestOutcome) => void;

/** Reports requests of a kind: a resource for every one, with its trace. */
export function createRequestReporter(
  scope: CollectorScope,
  type: RequestKind,
  options: RequestOptions,
): RequestReporter {
  const { emit, isOwn, share } = scope;
  const { allowedGraphQlUrls = [], trackResourceHeaders = [] } = options;
  const { trackResources = true, trackFailedRequests } = options;
  const reportError = share(createErrorLimit);

  const emitResource = (data: EventData<'resource'>, at: number) => {
    if (trackResources) emit('resource', data, at);
  };

  const report = (request: Request, entry?: PerformanceResourceTiming) => {
    const { url, method, startedAt, outcome, graphql, headers } = request;
    const resource: Resource = {
      type,
      url,
      ...(entry ? fromResourceTiming(entry) : durationOf(request)),
      ...(method && { method }),
      ...(outcome.status !== undefined && { status_code: outcome.status }),
      ...(outcome.aborted && { aborted: true }),
      ...(graphql && { graphql }),
      ...headers,
    };
    const reference = request.trace.reference ?? (entry && traceOf(entry));
    const data = { resource, ...(reference && { _dd: reference }) };
    const response = request.context.xhr ? undefined : outcome.response();
    emitResource(
      about(data, {
        ...request.context,
        ...(typeof response === 'object' && { response }),
        performanceEntry: entry,
      }),
      startedAt,
    );
    if (trackFailedRequests) reportFailure(request);
  };

  const reportFailure = ({ url, method, settledAt, outcome, trace }: Request) => {
    const { status, aborted } = outcome;
    if (aborted || status === undefined || (status > 0 && status < 500)) return;
    reportError(
      {
        error: {
          message: `${type} ${status ? `answered ${status}` : 'failed'}: ${[method, url].filter(Boolean).join(' ')}`,
          source: 'network',
          handling: 'handled',
          resource: { ...(method && { method }), status_code: status, url },
        },
        ...(trace.reference && { _dd: trace.reference }),
      },
      settledAt,
    );
  };

  const join = createRequestJoin<Request>(
    {
      initiatorType: type === 'xhr' ? 'xmlhttprequest' : type,
      report,
      reportUnseen(entry) {
        if (isOwn(entry.name)) return;
        const reference = traceOf(entry);
        emitResource(
          {
            resource: { type, url: entry.name, ...fromResourceTiming(entry) },
            ...(reference && { _dd: reference }),
          },
          entry.startTime,
        );
      },
    },
    scope,
  );

  return (call, trace) => {
    const { url, method, startedAt } = call;
    const operation = allowedGraphQlUrls.length ? graphQlOf(allowedGraphQlUrls, call) : undefined;
    const sent = keptHeaders(trackResourceHeaders, call.header);
    const settled = join.begin(url, startedAt);
    return (outcome) => {
      const received = keptHeaders(trackResourceHeaders, outcome.header);
      const request: Request = {
        url,
        method,
        startedAt,
        settledAt: outcome.settledAt,
        failed: outcome.status === 0,
        isStreaming: outcome.isStreaming,
        outcome,
        trace,
        context: call.about,
        graphql: operation?.graphql,
        headers: {
          ...(sent && { request: { headers: sent } }),
          ...(received && { response: { headers: received } }),
        },
      };
      if (!operation?.tracksErrors) return settled(request);
      const settleWithErrors = async () => {
        Object.assign(operation.graphql, await graphQlErrors(outcome));
        settled(request);
      };
      void guardPromise(settleWithErrors());
    };
  };
}

/** Without its timing: of a body that is still on its way only its beginning is known. */
function durationOf({ startedAt, settledAt, isStreaming }: MadeRequest): Partial<Resource> {
  const duration = toNanoseconds(settledAt - startedAt);
  return isStreaming ? { first_byte: { start: 0, duration } } : { duration };
}
