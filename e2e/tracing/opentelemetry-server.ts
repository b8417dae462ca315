import type { IncomingMessage, ServerResponse } from 'node:http';
import { createRequire } from 'node:module';
import type { AddressInfo } from 'node:net';
import { propagation, trace } from '@opentelemetry/api';
import {
  CompositePropagator,
  W3CBaggagePropagator,
  W3CTraceContextPropagator,
} from '@opentelemetry/core';
import { HttpInstrumentation } from '@opentelemetry/instrumentation-http';
import { B3Propagator } from '@opentelemetry/propagator-b3';
import { JaegerPropagator } from '@opentelemetry/propagator-jaeger';
import {
  InMemorySpanExporter,
  NodeTracerProvider,
  SimpleSpanProcessor,
} from '@opentelemetry/sdk-trace-node';

// A back end with OpenTelemetry's own instrumentation, in a process of its own. It begins no span itself.

const exporter = new InMemorySpanExporter();
new NodeTracerProvider({ spanProcessors: [new SimpleSpanProcessor(exporter)] }).register({
  propagator: new CompositePropagator({
    propagators: [
      new W3CTraceContextPropagator(),
      new W3CBaggagePropagator(),
      new B3Propagator(),
      new JaegerPropagator(),
    ],
  }),
});
new HttpInstrumentation({
  ignoreIncomingRequestHook: ({ method, url = '' }) => method === 'OPTIONS' || url in asked,
}).enable();
// Modules that are imported are not instrumented, only those that are required later.
const { createServer } = createRequire(import.meta.url)('node:http') as typeof import('node:http');

const received: object[] = [];
const asked: Record<string, () => unknown> = {
  '/received': () => received,
  '/spans': () =>
    exporter.getFinishedSpans().map((span) => ({
      traceId: span.spanContext().traceId,
      spanId: span.spanContext().spanId,
      parentSpanId: span.parentSpanContext?.spanId,
      attributes: span.attributes,
    })),
};

function answer(request: IncomingMessage, response: ServerResponse): void {
  const { origin = '*', 'access-control-request-headers': allowed } = request.headers;
  response.setHeader('access-control-allow-origin', origin);
  if (allowed) response.setHeader('access-control-allow-headers', allowed);
  const { url = '/' } = request;
  const ask = asked[url];
  if (request.method === 'OPTIONS') response.writeHead(204).end();
  else if (ask) response.setHeader('content-type', 'application/json').end(JSON.stringify(ask()));
  else answerTraced(new URL(url, 'http://back-end'), request, response);
}

function answerTraced(
  { pathname, searchParams }: URL,
  { headers }: IncomingMessage,
  response: ServerResponse,
): void {
  const span = trace.getActiveSpan();
  for (const [key, { value }] of propagation.getActiveBaggage()?.getAllEntries() ?? [])
    span?.setAttribute(key, value);
  const { traceId, spanId, traceFlags } = span?.spanContext() ?? {};
  received.push({ path: pathname, headers, traceId, traceFlags });
  if (searchParams.has('named')) {
    const own = `traceparent;desc="00-${traceId}-${spanId}-0${traceFlags}"`;
    response.setHeader('server-timing', own).setHeader('timing-allow-origin', '*');
  }
  const next = searchParams.get('next');
  if (next) response.writeHead(307, { location: next });
  response.end('answered');
}

const server = createServer(answer);
server.listen(0, '127.0.0.1', () => {
  console.log(`Listens on http://127.0.0.1:${(server.address() as AddressInfo).port}`);
});
