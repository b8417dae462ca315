import {
  guard,
  ignore,
  isSampled,
  randomHex,
  type RequestCall,
  type SessionInfo,
} from '@firsthand/core';
import { firstMatch, matchesAny, type PatternOr, type UrlPattern } from '../url-pattern.js';
import { baggageOf, isSameSite } from './baggage.js';
import { propagators, type PropagatorType } from './propagators.js';
import { traceIn, type TraceReference } from './trace-headers.js';

interface TracingUrlOptions {
  propagatorTypes?: readonly PropagatorType[] | undefined;
  /** Default: what the option of all says, for addresses of the page's site */
  propagateTraceBaggage?: boolean | undefined;
}

/** URLs that get trace headers. A text is an address: its origin, and its path with all that is below it. */
export type TracingUrl = PatternOr<TracingUrlOptions>;

export interface TracingOptions {
  /**
   * Requests that get trace headers; no other request does, because a header may cause a CORS preflight.
   * Propagators by default: `tracecontext`. Default: none
   */
  allowedTracingUrls?: readonly TracingUrl[] | undefined;
  /** Requests that get none all the same: those that are redirected to others, who would get the headers. Default: none */
  excludedTracingUrls?: readonly UrlPattern[] | undefined;
  /** Percent of collected sessions whose traces are sampled. Default: 100 */
  traceSampleRate?: number | undefined;
  /** Percent of sessions that are collected at all. Default: 100 */
  sessionSampleRate?: number | undefined;
  /** Whether traces that are not sampled get headers that say so. Default: `sampled` */
  traceContextInjection?: 'sampled' | 'all' | undefined;
  /**
   * Whether session, user and account id ride in the `baggage` header, to addresses of the page's own site; to others where
   * they say so themselves: `{ match, propagateTraceBaggage: true }`. Default: false
   */
  propagateTraceBaggage?: boolean | undefined;
  /** Whether the console says which headers a server of another origin may have refused. Default: false */
  debug?: boolean | undefined;
  /** Named to SkyWalking as the caller. */
  service?: string | undefined;
  version?: string | undefined;
}

/** The trace of a request, once it has been sent: what the headers that left name. */
export interface RequestTrace {
  reference?: TraceReference | undefined;
  /** Headers that were added. */
  readonly added: readonly string[];
}

/**
 * Begins a trace with a request to an allowed URL: 128-bit ids, sampled by the session, so that all requests of
 * a session share the decision. A trace that the page began itself is left as it is, and referred to.
 */
export function createTracer(options: TracingOptions) {
  const { traceSampleRate = 100, sessionSampleRate = 100, traceContextInjection } = options;
  const { propagateTraceBaggage, service = '', version = '' } = options;

  return (call: RequestCall, session: SessionInfo | undefined): RequestTrace => {
    const trace: { reference?: TraceReference | undefined; added: string[] } = { added: [] };
    const allowed = session && allowedBy(options, call);
    const sampled = !!session && isSampled(session.id, traceSampleRate, sessionSampleRate);
    if (allowed && (sampled || traceContextInjection === 'all')) {
      const { propagatorTypes = ['tracecontext'] } = allowed;
      const { propagateTraceBaggage: isCarried = propagateTraceBaggage && isSameSite(call.url) } =
        allowed;
      call.addHeaders((header) => {
        if (!call.carriesHeaders || traceIn(header)) return {};
        // Of 128 and of 64 bits. All zero, which trace formats forbid, comes once in 2⁶⁴.
        const ids = randomHex(24);
        const caller = () => [service, version, location.pathname, new URL(call.url).host];
        const [traceId, spanId] = [ids.slice(0, 32), ids.slice(32)];
        const made = { traceId, spanId, isSampled: sampled, caller };
        const headers = Object.entries<string>(
          Object.assign({}, ...propagatorTypes.map((type) => propagators[type]?.(made))),
        ).filter(([name]) => header(name) === null);
        const baggage = isCarried && baggageOf(session, header('baggage'));
        if (baggage) headers.push(['baggage', baggage]);
        trace.added = headers.map(([name]) => name);
        return Object.fromEntries(headers) as Record<string, string>;
      });
    }
    call.onSent(() => {
      const { trace_id, span_id } = (call.carriesHeaders && traceIn(call.header)) || {};
      if (trace_id && span_id) trace.reference = { trace_id, span_id };
    });
    return trace;
  };
}

/** What is in the page itself has no server. */
function allowedBy(
  { allowedTracingUrls = [], excludedTracingUrls = [] }: TracingOptions,
  { url }: RequestCall,
): Partial<TracingUrlOptions> | undefined {
  return guard(
    () =>
      !/^(?:data|blob|about):/.test(url) && !matchesAny(excludedTracingUrls, url)
        ? firstMatch<TracingUrlOptions>(allowedTracingUrls, url)
        : undefined,
    ignore,
  );
}
