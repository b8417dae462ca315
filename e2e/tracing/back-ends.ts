import type { IncomingHttpHeaders } from 'node:http';
import { fileURLToPath } from 'node:url';
import { ContextCarrier } from 'skywalking-backend-js/lib/trace/context/ContextCarrier.js';
import { runIn } from '../run-process.js';

/** The span that a request belongs to. */
export interface Reference {
  trace_id?: string | undefined;
  span_id?: string | undefined;
}

export interface Received {
  path: string;
  headers: IncomingHttpHeaders & Record<string, string | undefined>;
  /** Of the span that OpenTelemetry began for it. */
  traceId: string;
  traceFlags: number;
}

interface Span {
  traceId: string;
  spanId: string;
  parentSpanId?: string;
  attributes: Record<string, unknown>;
}

const folder = fileURLToPath(new URL('.', import.meta.url));
const ready = /^Listens on (\S+)/;

/** An HTTP server with OpenTelemetry's instrumentation; any path but its own is answered and traced. */
export async function startOpenTelemetry() {
  const { url, stop } = await runIn(folder, { args: ['opentelemetry-server.ts'], ready });
  const ask = async <T>(path: string) => (await (await fetch(`${url}${path}`)).json()) as T;
  const spans = () => ask<Span[]>('/spans');
  return {
    url,
    stop,
    spans,
    received: () => ask<Received[]>('/received'),
    /** The parents of its spans that have one, by the path that was asked for. */
    parents: async (): Promise<Record<string, Reference>> =>
      Object.fromEntries(
        (await spans()).map(({ traceId, parentSpanId, attributes }) => [
          attributes['url.path'],
          parentSpanId ? { trace_id: traceId, span_id: parentSpanId } : {},
        ]),
      ),
  };
}
export type OpenTelemetry = Awaited<ReturnType<typeof startOpenTelemetry>>;

/** Datadog's tracer. */
export async function startDatadog() {
  const { url, stop } = await runIn(folder, {
    args: ['datadog-decoder.ts'],
    ready,
    // It has no agent to tell or to ask.
    env: {
      DD_INSTRUMENTATION_TELEMETRY_ENABLED: 'false',
      DD_REMOTE_CONFIGURATION_ENABLED: 'false',
    },
  });
  const ask = async <T>(path: string, given: unknown) => {
    const response = await fetch(`${url}${path}`, { method: 'POST', body: JSON.stringify(given) });
    return (await response.json()) as T;
  };
  return {
    stop,
    extract: (requests: Received['headers'][]) => ask<Reference[]>('/extract', requests),
    inject: () => ask<Record<string, string>>('/inject', {}),
  };
}
export type Datadog = Awaited<ReturnType<typeof startDatadog>>;

/** As SkyWalking's agent reads it. */
export function extractSkyWalking(headers: Received['headers']): Reference {
  const carrier = ContextCarrier.from(headers as Record<string, string>);
  return carrier?.isValid()
    ? { trace_id: `${carrier.traceId}`, span_id: `${carrier.segmentId}` }
    : {};
}
