/** A trace that begins in the browser, in the headers of one request. */
export interface Trace {
  /** 32 hexadecimal digits. */
  traceId: string;
  /** 16 hexadecimal digits. */
  spanId: string;
  isSampled: boolean;
  /** What SkyWalking wants to know of the caller: service, version, path and the host that is called. */
  caller: () => readonly string[];
}

/** Headers of the trace formats that back ends understand. */
export const propagators = {
  /** https://www.w3.org/TR/trace-context/#traceparent-header */
  tracecontext: ({ traceId, spanId, isSampled }: Trace) => ({
    traceparent: `00-${traceId}-${spanId}-0${flag(isSampled)}`,
  }),
  /** https://github.com/openzipkin/b3-propagation#single-header */
  b3: ({ traceId, spanId, isSampled }: Trace) => ({
    b3: `${traceId}-${spanId}-${flag(isSampled)}`,
  }),
  /** https://github.com/openzipkin/b3-propagation#multiple-headers */
  b3multi: ({ traceId, spanId, isSampled }: Trace) => ({
    'X-B3-TraceId': traceId,
    'X-B3-SpanId': spanId,
    'X-B3-Sampled': flag(isSampled),
  }),
  /** Decimal ids of 64 bits; the upper half of the trace id rides in a tag. */
  datadog: ({ traceId, spanId, isSampled }: Trace) => ({
    'x-datadog-origin': 'rum',
    'x-datadog-parent-id': decimal(spanId),
    'x-datadog-sampling-priority': flag(isSampled),
    'x-datadog-tags': `_dd.p.tid=${traceId.slice(0, 16)}`,
    'x-datadog-trace-id': decimal(traceId.slice(16)),
  }),
  /** https://www.jaegertracing.io/docs/1.76/client-libraries/#propagation-format */
  jaeger: ({ traceId, spanId, isSampled }: Trace) => ({
    'uber-trace-id': `${traceId}:${spanId}:0:${flag(isSampled)}`,
  }),
  /** https://skywalking.apache.org/docs/main/latest/en/api/x-process-propagation-headers-v3/ */
  sw8: ({ traceId, spanId, isSampled, caller }: Trace) => ({
    sw8: [
      flag(isSampled),
      base64(traceId),
      base64(spanId),
      '0',
      ...caller().map((part) => base64(part || '-')),
    ].join('-'),
  }),
} satisfies Record<string, (trace: Trace) => Record<string, string>>;

export type PropagatorType = keyof typeof propagators;

function flag(isSampled: boolean): '1' | '0' {
  return isSampled ? '1' : '0';
}

function decimal(hexadecimal: string): string {
  return BigInt(`0x${hexadecimal}`).toString();
}

/** Of the text's UTF-8 bytes: btoa takes Latin-1 alone. */
function base64(text: string): string {
  return btoa(String.fromCharCode(...new TextEncoder().encode(text)));
}
