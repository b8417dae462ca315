import type { Replayer } from 'rrweb';
import { afterEach, expect, it, vi } from 'vitest';
import { guardPlugin, guardSteps } from '../src/replay/guard-steps.js';

afterEach(() => void vi.restoreAllMocks());

const fail = () => {
  throw new Error('by rrweb');
};

/** A replayer, and what is told of it. */
function guarded(steps: Partial<Record<'rebuildFullSnapshot' | 'applyIncremental', () => void>>) {
  const told: string[] = [];
  const replayer = {
    rebuildFullSnapshot: vi.fn<() => void>(),
    applyIncremental: vi.fn<() => void>(),
    moveAndHover: vi.fn<() => void>(),
    ...steps,
  };
  guardSteps(replayer as unknown as Replayer, ({ message }) => void told.push(message));
  return { replayer, told };
}

it('a change that cannot be made is left out', async () => {
  const drawn = vi.fn<() => void>();
  const { replayer, told } = guarded({ applyIncremental: fail, rebuildFullSnapshot: drawn });
  replayer.applyIncremental();
  replayer.rebuildFullSnapshot();
  await Promise.resolve();
  expect([drawn.mock.calls.length, told]).toEqual([1, []]);
});

it('of a page that cannot be drawn is told, and nothing more is', async () => {
  const changed = vi.fn<() => void>();
  const { replayer, told } = guarded({ rebuildFullSnapshot: fail, applyIncremental: changed });
  replayer.rebuildFullSnapshot();
  replayer.applyIncremental();
  expect(told).toEqual([]);
  await Promise.resolve();
  expect([changed.mock.calls.length, told]).toEqual([0, ['This recording is damaged.']]);
});

it('what takes too long at a stretch is given up; what pauses is not', async () => {
  let now = 0;
  vi.spyOn(performance, 'now').mockImplementation(() => now);
  const { replayer, told } = guarded({ applyIncremental: () => void (now += 6_000) });
  for (let count = 0; count < 5; count += 1) {
    replayer.applyIncremental();
    await new Promise((resolve) => setTimeout(resolve));
  }
  expect(told).toEqual([]);
  for (let count = 0; count < 5; count += 1) replayer.applyIncremental();
  await Promise.resolve();
  expect(told).toEqual(['This recording takes too long to draw.']);
});

it('what a plugin cannot do stops nothing', () => {
  const { handler } = guardPlugin({ handler: fail });
  expect(() => handler?.({} as never, true, {} as never)).not.toThrow();
});
