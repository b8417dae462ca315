import { afterEach, beforeEach, expect, it, vi } from 'vitest';
import { createClock } from '../src/clock.js';
import { followSession } from '../src/session/follow-session.js';
import { createSessionStore, SESSION_KEY } from '../src/session/session-store.js';

const minute = 60_000;
let abort: AbortController;
const clear = () => (document.cookie = `${SESSION_KEY}=;path=/;max-age=0`);

beforeEach(() => {
  clear();
  abort = new AbortController();
  vi.useFakeTimers();
});
afterEach(() => {
  abort.abort();
  vi.useRealTimers();
  clear();
});

/** A tab's session in a cookie, of which the browser tells other tabs nothing. */
function tab() {
  const ends: number[] = [];
  const session = followSession(
    {
      clock: createClock(),
      store: createSessionStore({ sessionPersistence: 'cookie' }),
      beginning: 0,
      allowUntrustedEvents: true,
      onEnd: (at) => ends.push(at),
      onRenew: () => {},
    },
    abort.signal,
  );
  return { session, ends };
}

it('a session in a cookie that another tab ends is over at once in this one', () => {
  const [one, two] = [tab(), tab()];
  expect(two.session.getId()).toBe(one.session.getId());
  vi.advanceTimersByTime(minute);
  one.session.stop();
  expect([two.session.getId(), two.ends]).toEqual([undefined, [expect.any(Number)]]);
});

it('also where its cookie is gone', () => {
  const { session, ends } = tab();
  vi.advanceTimersByTime(minute);
  clear();
  expect([session.getId(), ends.length]).toEqual([undefined, 1]);
});

it('and where another has begun since, that is this one’s as well', () => {
  const [one, two] = [tab(), tab()];
  vi.advanceTimersByTime(minute);
  one.session.stop();
  dispatchEvent(new Event('click'));
  vi.advanceTimersByTime(1_000);
  expect(one.session.getId()).toEqual(expect.any(String));
  expect(two.session.getId()).toBe(one.session.getId());
});
