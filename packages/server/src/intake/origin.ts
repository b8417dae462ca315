import type { FastifyReply, FastifyRequest } from 'fastify';
import type { Config } from '../config.js';
import { wildcard } from '../wildcard.js';
import { Refused } from './refused.js';

/** What tracing tools of a page put on all that passes their `fetch`, our own sends with it. */
const TRACE_HEADERS = [
  'traceparent',
  'tracestate',
  'baggage',
  'b3',
  'X-B3-TraceId',
  'X-B3-SpanId',
  'X-B3-ParentSpanId',
  'X-B3-Sampled',
  'X-B3-Flags',
  'x-datadog-trace-id',
  'x-datadog-parent-id',
  'x-datadog-origin',
  'x-datadog-sampling-priority',
  'x-datadog-tags',
  'uber-trace-id',
  'sw8',
  'sentry-trace',
  'newrelic',
  'elastic-apm-traceparent',
];

/**
 * Answers the browser's questions about cross-origin requests, and refuses origins that are not allowed.
 * A request without `Origin` does not come from another origin's page.
 */
export function checkOrigin({ allowOrigins, allowHeaders, responseHeaders }: Config['rum']) {
  const isAllowed = wildcard(allowOrigins);
  const headers = [
    'Content-Type',
    'Content-Encoding',
    'Accept',
    ...TRACE_HEADERS,
    ...allowHeaders,
  ].join(', ');
  return async ({ headers: { origin } }: FastifyRequest, reply: FastifyReply): Promise<void> => {
    for (const [name, value] of Object.entries(responseHeaders)) {
      reply.header(name, Array.isArray(value) ? value.join(', ') : value);
    }
    if (!origin) return;
    reply.header('vary', 'Origin');
    if (!isAllowed(origin)) throw new Refused(403, `Origin ${origin} may not send to this server.`);
    reply
      .header('access-control-allow-origin', origin)
      .header('access-control-allow-methods', 'POST, OPTIONS')
      .header('access-control-allow-headers', headers)
      .header('access-control-expose-headers', 'Retry-After')
      .header('access-control-max-age', '3600');
  };
}
