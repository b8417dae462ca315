import { afterEach, describe, expect, it, vi } from 'vitest';
import { createIdleQueue } from '../src/queue.js';

const abort = new AbortController();
const open = () => {
  const processed: number[] = [];
  const queue = createIdleQueue<number>((items) => processed.push(...items), abort.signal);
  return { queue, processed };
};

describe('the idle queue', () => {
  afterEach(() => vi.restoreAllMocks());

  it('goes on where the page has idle callbacks that call at once', async () => {
    vi.spyOn(globalThis, 'requestIdleCallback').mockImplementation((work) => {
      work({ didTimeout: false, timeRemaining: () => 0 });
      return 1;
    });
    const { queue, processed } = open();
    for (const item of [1, 2, 3]) {
      queue.push(item);
      await Promise.resolve();
      await Promise.resolve();
    }
    expect(processed).toEqual([1, 2, 3]);
  });

  it('has no more than 1,000 wait where no moment is idle', () => {
    vi.spyOn(globalThis, 'requestIdleCallback').mockReturnValue(1);
    const { queue, processed } = open();
    for (let item = 0; item < 2_500; item += 1) queue.push(item);
    expect(processed.length).toBe(2_000);
  });
});
