import type { Cleared } from '@firsthand/core';
import type { eventWithTime } from '@rrweb/types';
import { comesTrue, idle } from '@firsthand/testing';
import { afterEach, beforeEach, describe, expect, it, vi } from 'vitest';
import { createSegments, type Finished } from '../src/segments.js';

const VIEW = { id: 'view-1', sessionId: 'session-1' };
let abort: AbortController;
let finished: Finished[];
let segments: ReturnType<typeof createSegments>;

beforeEach(() => {
  // The clock of segments alone: compression takes the time it takes.
  vi.useFakeTimers({ toFake: ['setTimeout', 'clearTimeout'] });
  abort = new AbortController();
  finished = [];
  segments = createSegments((segment) => finished.push(segment), abort.signal);
  segments.setView(VIEW);
});
afterEach(() => {
  abort.abort();
  vi.useRealTimers();
});

const record = (timestamp: number, payload: unknown = 'x') =>
  ({ type: 5, data: { tag: 'test', payload }, timestamp }) as Cleared<eventWithTime>;

/** What does not get smaller. */
const noise = (length: number) =>
  Array.from({ length }, () => String.fromCharCode(33 + Math.random() * 90)).join('');

const lines = async ({ records }: Finished) => {
  const answer = await fetch('/hostile/gunzip', { method: 'POST', body: records });
  return (await answer.text())
    .trim()
    .split('\n')
    .map((line) => JSON.parse(line) as eventWithTime);
};

describe('a segment', () => {
  it('ends 5 seconds after its first record', async () => {
    segments.add(record(1));
    await vi.advanceTimersByTimeAsync(4_999);
    segments.add(record(2));
    expect(finished).toEqual([]);
    await vi.advanceTimersByTimeAsync(1);
    segments.add(record(3));
    await comesTrue(() => expect(finished.length).toBe(1));
    expect(finished[0]).toMatchObject({
      exit: false,
      facts: {
        view: VIEW,
        start: 1,
        end: 2,
        records_count: 2,
        has_full_snapshot: false,
        creation_reason: 'init',
      },
    });
    segments.cut('stop');
    await comesTrue(() => expect(finished.length).toBe(2));
    expect(finished[1]?.facts.creation_reason).toBe('segment_duration_limit');
  });

  it('ends at 60 KB compressed, and none is much larger', async () => {
    const added: string[] = [];
    for (let n = 0; n < 30; n += 1) {
      const payload = noise(10_000);
      added.push(payload);
      segments.add(record(n, payload));
      await idle();
    }
    segments.cut('stop');
    await comesTrue(() =>
      expect(finished.reduce((sum, { facts }) => sum + facts.records_count, 0)).toBe(30),
    );
    expect(finished.length).toBeGreaterThan(2);
    expect(finished[1]?.facts.creation_reason).toBe('segment_bytes_limit');
    const all = (await Promise.all(finished.map(lines))).flat();
    expect(all.map(({ data }) => (data as { payload: string }).payload)).toEqual(added);
  });

  it('is of one view, and nothing is recorded without one', async () => {
    segments.add(record(1));
    segments.setView({ ...VIEW, id: 'view-2' });
    segments.add(record(2));
    segments.setView(undefined);
    segments.add(record(3));
    await comesTrue(() => expect(finished.length).toBe(2));
    expect(finished.map(({ facts }) => [facts.view.id, facts.records_count])).toEqual([
      ['view-1', 1],
      ['view-2', 1],
    ]);
  });

  it('leaves at once when the page may end, whatever of it is compressed', async () => {
    segments.add(record(1, noise(100_000)));
    segments.cut('segment_duration_limit');
    segments.add(record(2, 'the last words'));
    segments.leave('before_unload');
    expect(finished.map(({ exit, facts }) => [exit, facts.start])).toEqual([
      [true, 1],
      [true, 2],
    ]);
    expect((await lines(finished[1] as Finished))[0]?.data).toMatchObject({
      payload: 'the last words',
    });
    // Its compression ends after it has left.
    await idle();
    await idle();
    expect(finished.length).toBe(2);
  });

  it('follows the ones before it, however long these take', async () => {
    segments.add(record(1, noise(500_000)));
    segments.cut('segment_bytes_limit');
    segments.add(record(2));
    segments.cut('segment_bytes_limit');
    await comesTrue(() => expect(finished.length).toBe(2));
    expect(finished.map(({ facts }) => facts.start)).toEqual([1, 2]);
  });
});
