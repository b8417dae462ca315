import { afterEach, beforeEach, describe, expect, it, vi } from 'vitest';
import { clearTimer, repeat, setTimer, soon, whenIdle } from '../src/browser/schedule.js';

const native = globalThis.setTimeout;
/** Until timers of a millisecond have fired, in order. */
const later = () => new Promise((resolve) => native(resolve, 20));

/** A page whose timers tell no number, and that clears none. */
beforeEach(() => {
  const [again, idle] = [globalThis.setInterval, globalThis.requestIdleCallback];
  vi.stubGlobal('setTimeout', (...given: Parameters<typeof native>) => void native(...given));
  vi.stubGlobal('setInterval', (...given: Parameters<typeof again>) => void again(...given));
  vi.stubGlobal('requestIdleCallback', (...given: Parameters<typeof idle>) => void idle(...given));
  for (const name of ['clearTimeout', 'clearInterval', 'cancelIdleCallback'])
    vi.stubGlobal(name, () => {});
});
afterEach(() => vi.unstubAllGlobals());

describe('where a page’s timers cannot be cleared', () => {
  it('one that is waited for runs', async () => {
    const work = vi.fn();
    setTimer(work);
    await later();
    expect(work).toHaveBeenCalledOnce();
  });

  it('one that was cleared does not run', async () => {
    const work = vi.fn();
    clearTimer(setTimer(work));
    await later();
    expect(work).not.toHaveBeenCalled();
  });

  it('nothing is repeated after the end', async () => {
    const abort = new AbortController();
    const work = vi.fn(() => abort.abort());
    repeat(work, 1, abort.signal);
    await vi.waitFor(() => expect(work).toHaveBeenCalled());
    await later();
    expect(work).toHaveBeenCalledOnce();
  });

  it('nothing comes soon after the end', async () => {
    const abort = new AbortController();
    const work = vi.fn();
    soon(work, abort.signal);
    abort.abort();
    await later();
    expect(work).not.toHaveBeenCalled();
  });

  it('what was to wait for an idle moment is not done once it is cancelled', async () => {
    const work = vi.fn();
    whenIdle(work, 1)();
    await later();
    expect(work).not.toHaveBeenCalled();
  });
});
