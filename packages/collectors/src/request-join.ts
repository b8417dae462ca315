import type { Emit } from '@firsthand/core';
import { now, observePerformance, onPageExit, toNanoseconds } from '@firsthand/core';
import { fromResourceTiming, type Resource } from './resource-timing.js';

/** A request that code made and that has settled. Times are relative. */
export interface SettledRequest {
  type: 'fetch' | 'xhr';
  method: string;
  /** Absolute, as resource timing names it. */
  url: string;
  status: number;
  aborted: boolean;
  startedAt: number;
  settledAt: number;
}

/** How long a settled request waits for its timing entry, in milliseconds: it comes with the body's end. */
const MAX_WAIT = 1_000;

/**
 * Reports each request once, joined with its PerformanceResourceTiming when that comes in time, and without it
 * when it does not: it never does for some failures, service workers and long streams.
 */
export function createRequestJoin(emit: Emit, initiatorType: string, signal: AbortSignal) {
  let settled: SettledRequest[] = [];
  let entries: PerformanceResourceTiming[] = [];
  let timer: ReturnType<typeof setTimeout> | undefined;

  const report = (request: SettledRequest, entry?: PerformanceResourceTiming) => {
    const { type, method, url, status, aborted, startedAt, settledAt } = request;
    const resource: Resource = {
      type,
      url,
      duration: toNanoseconds(settledAt - startedAt),
      ...(entry && fromResourceTiming(entry)),
      method,
      status_code: status,
      ...(aborted && { aborted }),
    };
    emit('resource', { resource }, startedAt);
  };

  const join = () => {
    settled = settled.filter((request) => {
      const index = entries.findIndex((entry) => belongs(entry, request));
      const [entry] = index < 0 ? [] : entries.splice(index, 1);
      if (entry) report(request, entry);
      return !entry;
    });
  };

  const giveUp = () => {
    clearTimeout(timer);
    timer = undefined;
    const late = now() - MAX_WAIT;
    const waiting = settled.filter(({ settledAt }) => settledAt > late);
    for (const request of settled) if (!waiting.includes(request)) report(request);
    settled = waiting;
    entries = entries.filter(({ responseEnd }) => responseEnd > late);
    if (settled.length) timer = setTimeout(giveUp, MAX_WAIT);
  };

  observePerformance<PerformanceResourceTiming>(
    { type: 'resource' },
    (batch) => {
      entries.push(...batch.filter((entry) => entry.initiatorType === initiatorType));
      join();
      timer ??= setTimeout(giveUp, MAX_WAIT);
    },
    signal,
  );
  onPageExit(() => {
    for (const request of settled) report(request);
    settled = [];
  }, signal);
  signal.addEventListener('abort', () => clearTimeout(timer), { once: true });

  return (request: SettledRequest) => {
    if (signal.aborted) return;
    settled.push(request);
    join();
    timer ??= setTimeout(giveUp, MAX_WAIT);
  };
}

/** Same address, and within the request's own time: concurrent calls to one address keep their order. */
function belongs(entry: PerformanceResourceTiming, { url, startedAt, settledAt }: SettledRequest) {
  return entry.name === url && entry.startTime >= startedAt - 1 && entry.startTime <= settledAt;
}
