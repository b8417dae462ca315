import type { EventData } from '@firsthand/core';
import { toNanoseconds } from '@firsthand/core';
import { parse, type TraceReference } from './requests/trace-headers.js';

/** What browsers call it so far; the empty text is a plain load. */
const DELIVERY: Record<string, Resource['delivery_type']> = {
  cache: 'cache',
  'navigational-prefetch': 'navigational-prefetch',
};

/** A server may send thousands. */
const MAX_SERVER_TIMING = 20;

export type Resource = EventData<'resource'>['resource'];

/**
 * Durations, sizes and phases of a resource. A phase the browser withholds (cross-origin without
 * Timing-Allow-Origin) or that did not take place (reused connection, cache) is left out; none is negative.
 */
export function fromResourceTiming(entry: PerformanceResourceTiming): Partial<Resource> {
  const { startTime, duration, responseEnd } = entry;
  const phase = (start: number, end: number) =>
    // 0 says that it did not take place, or is withheld; a document's own times begin at 0.
    start > 0 && start >= startTime && end > start
      ? { start: toNanoseconds(start - startTime), duration: toNanoseconds(end - start) }
      : undefined;
  const { renderBlockingStatus, firstInterimResponseStart, serverTiming } = entry as unknown as {
    renderBlockingStatus?: 'blocking' | 'non-blocking';
    firstInterimResponseStart?: number;
    serverTiming?: readonly PerformanceServerTiming[];
  };
  return omitUndefined({
    duration: toNanoseconds(Math.max(0, duration || responseEnd - startTime)),
    size: entry.decodedBodySize || undefined,
    encoded_body_size: entry.encodedBodySize || undefined,
    decoded_body_size: entry.decodedBodySize || undefined,
    transfer_size: entry.transferSize,
    status_code: entry.responseStatus || undefined,
    protocol: entry.nextHopProtocol || undefined,
    render_blocking_status: renderBlockingStatus || undefined,
    delivery_type: deliveryOf(entry),
    worker: phase(entry.workerStart, entry.fetchStart),
    redirect: phase(entry.redirectStart, entry.redirectEnd),
    dns: phase(entry.domainLookupStart, entry.domainLookupEnd),
    connect: phase(entry.connectStart, entry.connectEnd),
    ssl: entry.secureConnectionStart
      ? phase(entry.secureConnectionStart, entry.connectEnd)
      : undefined,
    first_byte: phase(entry.requestStart, entry.responseStart),
    early_hints: phase(entry.requestStart, firstInterimResponseStart ?? 0),
    server_timing: serverTiming?.length
      ? serverTiming.slice(0, MAX_SERVER_TIMING).map(toMetric)
      : undefined,
    download: entry.responseStart ? phase(entry.responseStart, responseEnd) : undefined,
  });
}

/** Where the browser does not say, a body that came without a transfer came from the cache. */
function deliveryOf(entry: PerformanceResourceTiming): Resource['delivery_type'] {
  const { deliveryType } = entry as { deliveryType?: string };
  if (deliveryType !== undefined) return DELIVERY[deliveryType] ?? 'other';
  return entry.transferSize === 0 && entry.decodedBodySize > 0 ? 'cache' : undefined;
}

/** The trace that the back end named by `Server-Timing: traceparent;desc="00-…"`. */
export function traceOf({ serverTiming }: PerformanceResourceTiming): TraceReference | undefined {
  return parse(serverTiming?.find(({ name }) => name === 'traceparent')?.description);
}

function toMetric({ name, duration, description }: PerformanceServerTiming) {
  return { name, duration: toNanoseconds(duration), ...(description && { description }) };
}

function omitUndefined<T extends object>(object: T): { [K in keyof T]?: NonNullable<T[K]> } {
  const defined: { [K in keyof T]?: NonNullable<T[K]> } = {};
  for (const key of Object.keys(object) as (keyof T)[]) {
    const value = object[key];
    if (value !== undefined) defined[key] = value as NonNullable<T[keyof T]>;
  }
  return defined;
}
