import { guard, ignore } from '@firsthand/core';

/** The trace to which a request belongs. */
export interface TraceReference {
  trace_id: string;
  span_id: string;
}

type ReadHeader = (name: string) => string | null | undefined;

/** What a version after 00 adds follows a dash. https://www.w3.org/TR/trace-context/#versioning-of-traceparent */
const TRACEPARENT = /^(?!ff|00.{54})[\da-f]{2}-([\da-f]{32})-([\da-f]{16})-[\da-f]{2}(?:-|$)/;
const B3 = /^([\da-f]{16}|[\da-f]{32})-([\da-f]{16})(?:-|$)/;
const HEXADECIMAL = [/^[\da-f]{32}$/, /^[\da-f]{16}$/] as const;
/** What SkyWalking's agents name traces by. */
const TEXTS = [/^[\w.-]{1,64}$/, /^[\w.-]{1,64}$/] as const;
/** The upper half of a trace id of 128 bits. */
const DATADOG_TAG = /_dd\.p\.tid=([^,]*)/;
const JAEGER = /^([\da-f]{1,32}):([\da-f]{1,16}):[^:]*:[^:]+$/;
const SW8_PARTS = 8;

/** Of each format the header without which it names no trace, and how it is read. See {@link propagators}. */
const FORMATS: Record<string, (value: string, header: ReadHeader) => TraceReference | undefined> = {
  traceparent: (value) => parse(value),
  b3: (value) => read(B3, value),
  'x-b3-traceid': (value, header) => read(B3, `${value}-${header('x-b3-spanid')}`),
  // Without ids they say whether to trace, or make no sense: none is put beside them.
  'x-b3-spanid': () => undefined,
  'x-b3-sampled': () => undefined,
  'x-b3-flags': () => undefined,
  'x-datadog-trace-id': (value, header) =>
    hexadecimal([
      (DATADOG_TAG.exec(header('x-datadog-tags') ?? '')?.[1] ?? '') + fromDecimal(value),
      fromDecimal(header('x-datadog-parent-id') ?? ''),
    ]),
  'uber-trace-id': (value) => read(JAEGER, decodeURIComponent(value)),
  sw8(value) {
    const parts = value.split('-');
    return parts.length === SW8_PARTS ? referenceTo(parts.slice(1, 3).map(atob), TEXTS) : undefined;
  },
};

/**
 * The trace that a request's headers name, in any of the formats. `undefined`: they name none. Without ids: what they name
 * is none for a back end.
 */
export function traceIn(header: ReadHeader): Partial<TraceReference> | undefined {
  let found: Partial<TraceReference> | undefined;
  for (const [name, referenceIn] of Object.entries(FORMATS)) {
    const value = header(name);
    if (typeof value === 'string' && !found?.trace_id)
      found = guard(() => referenceIn(value, header), ignore) ?? {};
  }
  return found;
}

/** Reads a `traceparent`; back ends also return one, by `Server-Timing`. */
export function parse(traceparent = ''): TraceReference | undefined {
  return read(TRACEPARENT, traceparent);
}

function read(format: RegExp, value: string): TraceReference | undefined {
  return hexadecimal(format.exec(value)?.slice(1));
}

/** Ids of up to 128 and 64 bits, in full length. */
function hexadecimal([trace = '', span = '']: readonly string[] = []): TraceReference | undefined {
  return referenceTo([trace.padStart(32, '0'), span.padStart(16, '0')], HEXADECIMAL);
}

/** Ids that are zero name nothing. */
function referenceTo(
  [trace_id = '', span_id = '']: readonly string[],
  valid: readonly [trace: RegExp, span: RegExp],
): TraceReference | undefined {
  return [trace_id, span_id].every((id, index) => valid[index]?.test(id) && /[^0]/.test(id))
    ? { trace_id, span_id }
    : undefined;
}

/** Of 64 bits. */
function fromDecimal(id: string): string {
  return /^\d{1,20}$/.test(id) ? BigInt(id).toString(16).padStart(16, '0') : '';
}
