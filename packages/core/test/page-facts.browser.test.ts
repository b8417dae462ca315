import { afterEach, beforeEach, expect, it, vi } from 'vitest';
import { now } from '../src/clock.js';
import { createPageFacts } from '../src/page-facts.js';

let abort: AbortController;

beforeEach(() => {
  abort = new AbortController();
});
afterEach(() => {
  abort.abort();
  vi.restoreAllMocks();
});

/** Says that something has changed. @returns when, as a relative time */
function tell(type: string): number {
  const event = new Event(type);
  dispatchEvent(event);
  return event.timeStamp;
}

it('the viewport is that of the time at which something happened', () => {
  const width = vi.spyOn(window, 'innerWidth', 'get').mockReturnValue(800);
  const facts = createPageFacts(abort.signal);
  const widthAt = (at: number) => facts(at).display?.viewport?.width;
  expect([widthAt(0), widthAt(now())]).toEqual([800, 800]);
  width.mockReturnValue(600);
  const at = tell('resize');
  expect([widthAt(at - 1), widthAt(at)]).toEqual([800, 600]);
});

it('the viewport is not read before somebody asks', () => {
  const width = vi.spyOn(window, 'innerWidth', 'get');
  const facts = createPageFacts(abort.signal);
  for (let n = 0; n < 5; n += 1) tell('resize');
  expect(width).not.toHaveBeenCalled();
  facts(0);
  facts(now());
  expect(width).toHaveBeenCalledTimes(1);
});

it('the connection is that of the time at which something happened', async () => {
  const onLine = vi.spyOn(navigator, 'onLine', 'get').mockReturnValue(true);
  const facts = createPageFacts(abort.signal);
  const statusAt = (at: number) => facts(at).connectivity?.status;
  onLine.mockReturnValue(false);
  const left = tell('offline');
  expect([statusAt(0), statusAt(left - 1), statusAt(left)]).toEqual([
    'connected',
    'connected',
    'not_connected',
  ]);
  await vi.waitUntil(() => now() > left);
  onLine.mockReturnValue(true);
  const back = tell('online');
  expect([statusAt(left), statusAt(back)]).toEqual(['not_connected', 'connected']);
});

it('what stays the same is one object, so that events inherit it', () => {
  const facts = createPageFacts(abort.signal);
  const before = facts(now());
  tell('online');
  expect(facts(now()).connectivity).toBe(before.connectivity);
  expect(facts(now()).display).toBe(before.display);
});

it('nothing is listened to after the end', () => {
  const onLine = vi.spyOn(navigator, 'onLine', 'get').mockReturnValue(true);
  const facts = createPageFacts(abort.signal);
  abort.abort();
  onLine.mockReturnValue(false);
  tell('offline');
  expect(facts(now()).connectivity?.status).toBe('connected');
});
