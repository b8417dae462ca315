import {
  guard,
  ignore,
  isSampled,
  randomHex,
  type RequestCall,
  type SessionInfo,
} from '@firsthand/core';
import { firstMatch, type PatternOr } from '../url-pattern.js';
import { propagators, type PropagatorType } from './propagators.js';

interface TracingUrlOptions {
  propagatorTypes?: readonly PropagatorType[] | undefined;
}

/** URLs that get trace headers. A text is an address: its origin, and its path with all that is below it. */
export type TracingUrl = PatternOr<TracingUrlOptions>;

export interface TracingOptions {
  /**
   * Requests that get trace headers; no other request does, because a header may cause a CORS preflight.
   * Propagators by default: `tracecontext`. Default: none
   */
  allowedTracingUrls?: readonly TracingUrl[] | undefined;
  /** Percent of collected sessions whose traces are sampled. Default: 100 */
  traceSampleRate?: number | undefined;
  /** Percent of sessions that are collected at all. Default: 100 */
  sessionSampleRate?: number | undefined;
  /** Whether traces that are not sampled get headers that say so. Default: `sampled` */
  traceContextInjection?: 'sampled' | 'all' | undefined;
  /** Whether session, user and account id ride in the `baggage` header. Default: false */
  propagateTraceBaggage?: boolean | undefined;
  /** Named to SkyWalking as the caller. */
  service?: string | undefined;
  version?: string | undefined;
}

/** The trace to which a request belongs. */
export interface TraceReference {
  trace_id: string;
  span_id: string;
}

const TRACEPARENT = /^[\da-f]{2}-([\da-f]{32})-([\da-f]{16})-[\da-f]{2}/;

/**
 * Begins a trace with a request to an allowed URL: 128-bit ids, sampled by the session, so that all requests of
 * a session share the decision. A trace that the page began itself is left as it is, and referred to.
 */
export function createTracer(options: TracingOptions) {
  const {
    allowedTracingUrls = [],
    traceSampleRate = 100,
    sessionSampleRate = 100,
    traceContextInjection = 'sampled',
    propagateTraceBaggage = false,
    service = '',
    version = '',
  } = options;

  return (call: RequestCall, session: SessionInfo | undefined): TraceReference | undefined => {
    const types = propagatorTypesOf(allowedTracingUrls, call.url);
    const sampled = !!session && isSampled(session.id, traceSampleRate, sessionSampleRate);
    const isTraced = types && session && (sampled || traceContextInjection === 'all');
    if (!isTraced) return parse(call.header('traceparent'));
    let reference: TraceReference | undefined;
    call.addHeaders((header) => {
      reference = parse(header('traceparent'));
      if (reference) return {};
      // Of 128 and of 64 bits. All zero, which trace formats forbid, comes once in 2⁶⁴.
      const ids = randomHex(24);
      const [traceId, spanId] = [ids.slice(0, 32), ids.slice(32)];
      reference = { trace_id: traceId, span_id: spanId };
      const caller = () => [service, version, location.pathname, new URL(call.url).host];
      const trace = { traceId, spanId, isSampled: sampled, caller };
      const headers = Object.entries(
        Object.assign({}, ...types.map((type) => propagators[type]?.(trace))),
      ).filter(([name]) => header(name) === null);
      return {
        ...(Object.fromEntries(headers) as Record<string, string>),
        ...(propagateTraceBaggage && { baggage: baggageOf(session) }),
      };
    });
    return reference;
  };
}

/** Reads a `traceparent`; back ends also return one, by `Server-Timing`. */
export function parse(traceparent: string | null | undefined): TraceReference | undefined {
  const [, traceId, spanId] = TRACEPARENT.exec(traceparent ?? '') ?? [];
  return traceId && spanId ? { trace_id: traceId, span_id: spanId } : undefined;
}

function propagatorTypesOf(
  allowed: readonly TracingUrl[],
  url: string,
): readonly PropagatorType[] | undefined {
  return guard(() => {
    const options = firstMatch<TracingUrlOptions>(allowed, url);
    return options && (options.propagatorTypes ?? ['tracecontext']);
  }, ignore);
}

/** https://www.w3.org/TR/baggage/ */
function baggageOf({ id, userId, accountId }: SessionInfo): string {
  return Object.entries({ 'session.id': id, 'user.id': userId, 'account.id': accountId })
    .filter(([, value]) => value)
    .map(([key, value]) => `${key}=${encodeURIComponent(value ?? '')}`)
    .join();
}
