import type { Counters } from '@firsthand/core';
import { createDiagnostics } from '@firsthand/core';
import { afterEach, beforeEach, describe, expect, it, vi } from 'vitest';
import type { Batch } from '../src/batch.js';
import { createRetryQueue } from '../src/retry-queue.js';
import type { Outcome } from '../src/send.js';

const accepted: Outcome = { is: 'accepted', refused: [] };
const failed: Outcome = { is: 'failed', retryAfter: undefined };
const batch = (id: string, bytes = 1_000): Batch => ({ id, content: '', bytes, events: 10 });

/** A queue whose attempts have the outcomes that are given, in order; the last one stays. */
function queueWith(...outcomes: Outcome[]) {
  const attempts: string[] = [];
  const faults: unknown[] = [];
  const diagnostics = createDiagnostics(false);
  const queue = createRetryQueue(
    {
      attempt: async ({ id }) => {
        attempts.push(id);
        return (outcomes.length > 1 ? outcomes.shift() : outcomes[0]) ?? failed;
      },
      offline: undefined,
      note: diagnostics.note,
      onFault: (fault) => faults.push(String(fault)),
    },
    abort.signal,
  );
  const counters: Counters = diagnostics.counters;
  return { queue, attempts, faults, counters };
}

let abort = new AbortController();

describe('a batch', () => {
  beforeEach(() => {
    abort = new AbortController();
    vi.useFakeTimers();
    // The longest pause that jitter may give.
    vi.spyOn(Math, 'random').mockReturnValue(1);
  });
  afterEach(() => {
    abort.abort();
    vi.useRealTimers();
    vi.restoreAllMocks();
  });

  it('that the server takes is settled at once', async () => {
    const { queue, attempts, counters } = queueWith(accepted);
    expect(await queue.deliver(batch('one'))).toBe(true);
    expect(attempts).toEqual(['one']);
    expect(counters).toEqual({ sent: 10, acknowledged: 10 });
  });

  it('is not tried again and again where the document is gone, which has no timers', async () => {
    vi.spyOn(globalThis, 'setTimeout').mockReturnValue(0 as never);
    const { queue, attempts } = queueWith(...Array.from({ length: 20 }, () => failed), accepted);
    expect(await queue.deliver(batch('one'))).toBe(false);
    await vi.advanceTimersByTimeAsync(1_000);
    expect(attempts).toEqual(['one']);
  });

  it('of which the server refuses events says why once', async () => {
    const refused = [{ line: 1, field: 'error.message', reason: 'must be text' }];
    const { queue, faults } = queueWith({ is: 'accepted', refused });
    expect(await queue.deliver(batch('one'))).toBe(true);
    expect(await queue.deliver(batch('two'))).toBe(true);
    expect(faults).toEqual([
      'Error: Firsthand: the intake refused an event: error.message: must be text',
    ]);
  });

  it('that fails is tried again after pauses that grow, one batch for all', async () => {
    const { queue, attempts, counters } = queueWith(failed, failed, failed, accepted);
    expect(await queue.deliver(batch('one'))).toBe(false);
    expect(await queue.deliver(batch('two'))).toBe(false);
    expect(attempts).toEqual(['one']);
    await vi.advanceTimersByTimeAsync(1_000);
    expect(attempts).toEqual(['one', 'one']);
    await vi.advanceTimersByTimeAsync(1_999);
    expect(attempts).toHaveLength(2);
    await vi.advanceTimersByTimeAsync(1);
    expect(attempts).toHaveLength(3);
    await vi.advanceTimersByTimeAsync(4_000);
    expect(counters).toMatchObject({ acknowledged: 20 });
    expect(queue.waiting).toEqual([]);
    expect(await queue.deliver(batch('three'))).toBe(true);
  });

  it('waits for as long as the server asks', async () => {
    const { queue, attempts } = queueWith({ is: 'failed', retryAfter: 30_000 }, accepted);
    await queue.deliver(batch('one'));
    await vi.advanceTimersByTimeAsync(29_999);
    expect(attempts).toEqual(['one']);
    await vi.advanceTimersByTimeAsync(1);
    expect(attempts).toEqual(['one', 'one']);
  });

  it('is tried at most once a minute while the intake is down, and every 10 min where it never answered', async () => {
    const known = queueWith(accepted, failed);
    await known.queue.deliver(batch('first'));
    const unknown = queueWith(failed);
    for (const { queue } of [known, unknown]) await queue.deliver(batch('one'));
    // By then the pauses have grown to their longest.
    await vi.advanceTimersByTimeAsync(60 * 60_000);
    const before = [known.attempts.length, unknown.attempts.length];
    await vi.advanceTimersByTimeAsync(60 * 60_000);
    expect(known.attempts.length - (before[0] ?? 0)).toBe(60);
    expect(unknown.attempts.length - (before[1] ?? 0)).toBe(6);
  });

  it('is not tried again when all has ended: what waits is forgotten', async () => {
    const { queue, attempts } = queueWith(failed, failed, failed, accepted);
    const deliveries = [1, 2, 3, 4, 5].map((n) => queue.deliver(batch(`number ${n}`)));
    abort.abort();
    expect(await Promise.all(deliveries)).toEqual([false, false, false, false, false]);
    await vi.advanceTimersByTimeAsync(60 * 60_000);
    expect(attempts).toEqual(['number 1', 'number 2', 'number 3']);
    expect(queue.waiting).toEqual([]);
  });

  it('is tried at once when the network is back', async () => {
    const { queue, attempts } = queueWith(failed, accepted);
    await queue.deliver(batch('one'));
    dispatchEvent(new Event('online'));
    await vi.advanceTimersByTimeAsync(0);
    expect(attempts).toEqual(['one', 'one']);
  });

  it('that is refused for good is dropped, and a reason said once', async () => {
    const refusal: Outcome = { is: 'rejected', reason: '403 Origin' };
    const { queue, faults, counters } = queueWith(refusal);
    for (const id of ['one', 'two']) expect(await queue.deliver(batch(id))).toBe(true);
    expect(faults).toEqual(['Error: Firsthand: the intake refused a batch: 403 Origin']);
    expect(counters).toEqual({ sent: 20, dropped_by_intake: 20 });
  });

  it('of which the intake refuses events is counted by its events', async () => {
    const { queue, counters } = queueWith({
      is: 'accepted',
      refused: [{ line: 1, field: 'date', reason: 'is too old' }],
    });
    await queue.deliver(batch('one'));
    expect(counters).toEqual({ sent: 10, acknowledged: 9, dropped_by_intake: 1 });
  });

  it('makes room for later ones when 3 MB wait, and says so', async () => {
    const { queue, counters } = queueWith(failed);
    for (const id of ['old', 'middle', 'new']) await queue.deliver(batch(id, 1_400_000));
    expect(queue.waiting.map(({ id }) => id)).toEqual(['middle', 'new']);
    expect(counters.dropped_over_capacity).toBe(10);
  });

  it('is one of three under way, so that an intake that hangs leaves the page its connections', async () => {
    const asked: string[] = [];
    const answers: ((outcome: Outcome) => void)[] = [];
    const queue = createRetryQueue(
      {
        attempt: ({ id }) => {
          asked.push(id);
          return new Promise((resolve) => answers.push(resolve));
        },
        offline: undefined,
        note: () => {},
        onFault: () => {},
      },
      abort.signal,
    );
    const settled = ['a', 'b', 'c', 'd', 'e'].map((id) => queue.deliver(batch(id)));
    expect(asked).toEqual(['a', 'b', 'c']);
    answers[1]?.(accepted);
    await settled[1];
    await vi.advanceTimersByTimeAsync(0);
    expect(asked).toEqual(['a', 'b', 'c', 'd']);
    answers[0]?.(failed);
    expect(await Promise.all([settled[0], settled[4]])).toEqual([false, false]);
  });

  it('is not tried after the end', async () => {
    const { queue, attempts } = queueWith(failed);
    await queue.deliver(batch('one'));
    abort.abort();
    await vi.advanceTimersByTimeAsync(3_600_000);
    expect(attempts).toEqual(['one']);
  });
});
