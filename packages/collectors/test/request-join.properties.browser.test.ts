import type { CollectorScope } from '@firsthand/core';
import fc from 'fast-check';
import { expect, it } from 'vitest';
import { createRequestJoin, type MadeRequest } from '../src/requests/request-join.js';

const ADDRESS = 'https://app.test/ok';

interface Made {
  startedAt: number;
  /** From the start to the response, to the body's end, and to when a busy page hears of it, in milliseconds. */
  answer: number;
  body: number;
  delay: number;
  /** Places in the order in which it settles and its timing comes. */
  settles: number;
  timed: number;
}

const time = fc.integer({ min: 0, max: 400 }).map((tenths) => tenths / 10);
const made = fc.record<Made>({
  startedAt: time,
  answer: time,
  body: time,
  delay: time,
  settles: fc.nat(),
  timed: fc.nat(),
});

/** Hears of each request and of its timing in the order that they say; answers what was reported. */
function join(requests: readonly Made[]) {
  let tell: (entries: PerformanceResourceTiming[]) => void = () => {};
  const reports: (readonly [startedAt: number | undefined, startTime: number | undefined])[] = [];
  const scope = {
    signal: new AbortController().signal,
    share: () => (listener: typeof tell) => void (tell = listener),
  } as unknown as CollectorScope;
  const { begin } = createRequestJoin<MadeRequest>(
    {
      initiatorType: 'fetch',
      report: ({ startedAt }, entry) => reports.push([startedAt, entry?.startTime]),
      reportUnseen: ({ startTime }) => reports.push([undefined, startTime]),
    },
    scope,
  );
  const steps = requests
    .toSorted((one, other) => one.startedAt - other.startedAt)
    .flatMap(({ startedAt, answer, body, delay, settles, timed }) => {
      const settle = begin(ADDRESS, startedAt);
      const responseStart = startedAt + answer;
      const settledAt = responseStart + delay;
      const about = { url: ADDRESS, startedAt, settledAt, failed: false, isStreaming: false };
      const entry = {
        initiatorType: 'fetch',
        name: ADDRESS,
        startTime: startedAt,
        responseStart,
        responseEnd: responseStart + body,
      } as PerformanceResourceTiming;
      return [
        { place: settles, run: () => settle(about) },
        { place: timed, run: () => tell([entry]) },
      ];
    });
  for (const { run } of steps.toSorted((one, other) => one.place - other.place)) run();
  return reports;
}

it('each of many requests to one address is reported once, with a timing', () => {
  fc.assert(
    fc.property(fc.array(made, { maxLength: 8 }), (requests) => {
      const reports = join(requests);
      expect(reports).toHaveLength(requests.length);
      for (const [startedAt, startTime] of reports) {
        expect(startedAt).toBeDefined();
        expect(startTime).toBeDefined();
      }
    }),
    { numRuns: 2_000 },
  );
});

it('requests that began one after the other have their own timings, in whatever order they end', () => {
  const apart = fc
    .array(made, { maxLength: 8 })
    .map((requests) => requests.map((request, index) => ({ ...request, startedAt: index * 3 })));
  fc.assert(
    fc.property(apart, (requests) => {
      for (const [startedAt, startTime] of join(requests)) expect(startTime).toBe(startedAt);
    }),
    { numRuns: 2_000 },
  );
});
