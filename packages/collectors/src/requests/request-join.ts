import {
  clearTimer,
  now,
  onAbort,
  onPageExit,
  setTimer,
  type CollectorScope,
  type Timer,
} from '@firsthand/core';
import { createResourceTimings } from '../resource-timings.js';

/** A request that code made. Times are relative. */
export interface MadeRequest {
  /** Absolute. */
  url: string;
  startedAt: number;
  settledAt: number;
  /** Whether no response came. */
  failed: boolean;
  /** Whether its body may still be on its way, and its timing with it. */
  isStreaming: boolean;
}

interface JoinParts<R extends MadeRequest> {
  /** `PerformanceResourceTiming.initiatorType` of these requests. */
  initiatorType: string;
  /** Reports a request, with its timing where that came. */
  report: (request: R, entry?: PerformanceResourceTiming) => void;
  /** Reports a request that was made past us: before we came, or by a function that the page kept from then. */
  reportUnseen: (entry: PerformanceResourceTiming) => void;
}

/**
 * How long a settled request waits for its timing, in milliseconds: it comes with the body's end, and never for
 * some failures and for bodies that nobody reads. How long a body was on its way only the timing tells.
 */
const MAX_WAIT = 1_000;
const MAX_STREAM_WAIT = 12_000;
/** Browsers round times, to 0.1 ms at best. */
const TOLERANCE = 1;
/** Requests reported without their timing that are remembered, since it may still come. */
const MAX_REPORTED = 200;

/** A request from its beginning until its timing has come. */
interface Known<R extends MadeRequest> {
  /** Without its fragment: browsers differ in whether an entry's name has it. */
  readonly url: string;
  readonly startedAt: number;
  /** Once it has settled. */
  settled?: Pick<R, 'settledAt' | 'failed'>;
  /** From then until it is reported: it holds the page's response. */
  request?: R | undefined;
  /** Where it came before the request had settled. */
  entry?: PerformanceResourceTiming;
}

/** Joins each request with its PerformanceResourceTiming, and reports each exactly once. */
export function createRequestJoin<R extends MadeRequest>(
  { initiatorType, report, reportUnseen }: JoinParts<R>,
  { share, signal }: CollectorScope,
) {
  const known = new Set<Known<R>>();
  let timer: Timer | undefined;

  const reportAlone = (waiting: readonly Known<R>[]) => {
    for (const each of waiting) {
      const { settledAt, failed } = each.request as R;
      report(each.request as R);
      each.settled = { settledAt, failed };
      each.request = undefined;
    }
    const reported = [...known].filter(({ settled, request }) => settled && !request);
    for (const each of reported.slice(0, -MAX_REPORTED)) known.delete(each);
  };

  const waiting = () => [...known].filter(({ request }) => request);
  const sweep = () => {
    const at = now();
    reportAlone(
      waiting().filter(({ request }) => {
        const { settledAt, isStreaming } = request as R;
        return settledAt + (isStreaming ? MAX_STREAM_WAIT : MAX_WAIT) <= at;
      }),
    );
    timer = waiting().length ? setTimer(sweep, MAX_WAIT) : undefined;
  };

  share(createResourceTimings)((entries) => {
    for (const entry of entries) {
      if (entry.initiatorType !== initiatorType) continue;
      const match = bestOf(known, entry);
      if (!match) reportUnseen(entry);
      else if (!match.settled) match.entry = entry;
      else {
        known.delete(match);
        if (match.request) report(match.request, entry);
      }
    }
  });
  onPageExit(() => reportAlone(waiting()), signal);
  onAbort(signal, () => clearTimer(timer));

  return {
    /** A request begins. @returns to be called when it has settled */
    begin(url: string, startedAt: number): (request: R) => void {
      const begun: Known<R> = { url: withoutFragment(url), startedAt };
      known.add(begun);
      return (request) => {
        begun.settled = begun.request = request;
        if (signal.aborted) return;
        if (begun.entry) {
          known.delete(begun);
          report(request, begun.entry);
        } else {
          timer ??= setTimer(sweep, MAX_WAIT);
        }
      };
    },
  };
}

/**
 * The request that an entry is of: the last to the same address that had begun before it. By their ends only those are told
 * apart that began at once: a busy page hears of answers late, and in another order. So no entry takes the request of one
 * that is yet to come.
 */
function bestOf<R extends MadeRequest>(
  known: Iterable<Known<R>>,
  { name, startTime, responseStart, responseEnd }: PerformanceResourceTiming,
): Known<R> | undefined {
  const url = withoutFragment(name);
  const isCandidate = ({ entry, url: own, startedAt, settled }: Known<R>) =>
    !entry &&
    own === url &&
    startedAt <= startTime + TOLERANCE &&
    // One that had failed before there was a response has none.
    !(settled?.failed && settled.settledAt + TOLERANCE < responseStart);
  const distance = ({ settled }: Known<R>) =>
    settled ? Math.abs(settled.settledAt - (responseStart || responseEnd)) : Infinity;
  let best: Known<R> | undefined;
  for (const each of known) {
    if (!isCandidate(each)) continue;
    const later = best ? each.startedAt - best.startedAt : Infinity;
    const isBest =
      later > TOLERANCE || (later >= -TOLERANCE && distance(each) < distance(best as Known<R>));
    if (isBest) best = each;
  }
  return best;
}

function withoutFragment(url: string): string {
  return url.replace(/#.*/, '');
}
