import { ROOT_CONTEXT, trace, type TextMapPropagator } from '@opentelemetry/api';
import { W3CTraceContextPropagator } from '@opentelemetry/core';
import { B3InjectEncoding, B3Propagator } from '@opentelemetry/propagator-b3';
import { JaegerPropagator } from '@opentelemetry/propagator-jaeger';
import { RandomIdGenerator } from '@opentelemetry/sdk-trace-node';
import { ContextCarrier } from 'skywalking-backend-js/lib/trace/context/ContextCarrier.js';

const ids = new RandomIdGenerator();
const multi = { injectEncoding: B3InjectEncoding.MULTI_HEADER };

/** What an app's own tracing puts on a request, a new trace each time, by format. */
export const injectors: Record<string, () => Record<string, string>> = {
  tracecontext: () => injectedBy(new W3CTraceContextPropagator()),
  unsampled: () => injectedBy(new W3CTraceContextPropagator(), 0),
  b3: () => injectedBy(new B3Propagator()),
  b3multi: () => injectedBy(new B3Propagator(multi)),
  jaeger: () => injectedBy(new JaegerPropagator()),
  sw8: () => {
    const [traceId, segmentId] = [idOf(ids.generateTraceId()), idOf(ids.generateTraceId())];
    return { sw8: new ContextCarrier(traceId, segmentId, 0, 'app', 'one', '/', 'api').value };
  },
};

function injectedBy(propagator: TextMapPropagator, traceFlags = 1): Record<string, string> {
  const [traceId, spanId] = [ids.generateTraceId(), ids.generateSpanId()];
  const context = trace.setSpanContext(ROOT_CONTEXT, { traceId, spanId, traceFlags });
  const headers: Record<string, string> = {};
  propagator.inject(context, headers, {
    set: (_, name, value) => {
      headers[name] = value;
    },
  });
  return headers;
}

/** As SkyWalking's agent has it. */
function idOf(rawId: string) {
  return { rawId, toString: () => rawId };
}
