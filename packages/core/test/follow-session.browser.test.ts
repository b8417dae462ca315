import { afterEach, beforeEach, expect, it, vi } from 'vitest';
import { createClock } from '../src/clock.js';
import { followSession } from '../src/session/follow-session.js';
import {
  createSessionStore,
  SESSION_KEY,
  type StoredSession,
} from '../src/session/session-store.js';

const minute = 60_000;
let abort: AbortController;

beforeEach(() => {
  localStorage.clear();
  abort = new AbortController();
  vi.useFakeTimers();
});
afterEach(() => {
  abort.abort();
  vi.useRealTimers();
});

/** This page's session, with the browser's own storage. */
function follow({ allowUntrustedEvents = true } = {}) {
  const ends: number[] = [];
  const renewals: number[] = [];
  const session = followSession(
    {
      clock: createClock(),
      store: createSessionStore({}),
      beginning: 0,
      allowUntrustedEvents,
      onEnd: (at) => ends.push(at),
      onRenew: (at) => renewals.push(at),
    },
    abort.signal,
  );
  return { session, ends, renewals };
}

const stored = () => JSON.parse(localStorage.getItem(SESSION_KEY) ?? '{}') as StoredSession;

it.each(['click', 'pointerdown', 'touchstart', 'keydown', 'wheel'])('is renewed by %s', (type) => {
  const { session, renewals } = follow();
  const first = session.getId();
  vi.advanceTimersByTime(20 * minute);
  expect(session.getId()).toBeUndefined();
  dispatchEvent(new Event(type));
  expect([undefined, first]).not.toContain(session.getId());
  expect(renewals).toHaveLength(1);
});

it('is not renewed by scrolling alone, which scripts cause as well', () => {
  const { session } = follow();
  vi.advanceTimersByTime(20 * minute);
  dispatchEvent(new Event('scroll'));
  expect(session.getId()).toBeUndefined();
});

it('is followed by no other on this page once somebody has removed it from storage', () => {
  const { session, ends } = follow();
  vi.advanceTimersByTime(minute);
  localStorage.clear();
  dispatchEvent(new Event('click'));
  dispatchEvent(new Event('keydown'));
  expect([session.getId(), ends.length, localStorage.length]).toEqual([undefined, 1, 0]);
  session.allow();
  dispatchEvent(new Event('click'));
  expect(session.getId()).toEqual(expect.any(String));
});

it('ends when another tab stopped it, also where that is noticed later', () => {
  const { ends } = follow();
  vi.advanceTimersByTime(minute);
  const stoppedAt = Date.now();
  const relative = performance.now();
  localStorage.setItem(SESSION_KEY, JSON.stringify({ ...stored(), stoppedAt }));
  vi.advanceTimersByTime(minute);
  dispatchEvent(new Event('click'));
  expect(ends).toEqual([expect.closeTo(relative, -1)]);
});

it('is not renewed by events that scripts make', () => {
  const { session } = follow({ allowUntrustedEvents: false });
  vi.advanceTimersByTime(20 * minute);
  dispatchEvent(new Event('click'));
  expect(session.getId()).toBeUndefined();
});

it('tells its end when nothing happens in the page', () => {
  const { session, ends } = follow();
  const changes: (string | undefined)[] = [];
  session.onChange((id) => changes.push(id));
  vi.advanceTimersByTime(15 * minute);
  expect([ends.length, changes]).toEqual([1, [undefined]]);
});

it('sees at once that another tab has ended it', () => {
  const { ends } = follow();
  localStorage.clear();
  dispatchEvent(new StorageEvent('storage', { key: null }));
  expect(ends).toHaveLength(1);
});

it('notices its end when a frozen page goes on', () => {
  const { ends } = follow();
  vi.setSystemTime(Date.now() + 20 * minute);
  document.dispatchEvent(new Event('resume'));
  expect(ends).toHaveLength(1);
});

it('stores nothing any more once it was stopped', () => {
  follow();
  vi.advanceTimersByTime(minute);
  dispatchEvent(new Event('click'));
  abort.abort();
  localStorage.clear();
  vi.advanceTimersByTime(minute);
  expect(localStorage.getItem(SESSION_KEY)).toBeNull();
});

it('stores the signs of a person a moment later, when it has seen what other tabs stored', () => {
  follow();
  vi.advanceTimersByTime(minute);
  const before = stored();
  dispatchEvent(new Event('click'));
  expect(stored()).toEqual(before);
  localStorage.setItem(SESSION_KEY, JSON.stringify({ ...before, events: 7 }));
  vi.advanceTimersByTime(1_000);
  expect(stored()).toEqual({ ...before, activeAt: before.activeAt + minute, events: 7 });
});

it('has stored the last sign of a person when the page is left right after it', () => {
  follow();
  vi.advanceTimersByTime(minute);
  const before = stored();
  dispatchEvent(new Event('click'));
  dispatchEvent(new PageTransitionEvent('pagehide'));
  expect(stored()).toEqual({ ...before, activeAt: before.activeAt + minute });
});

it('is ended for good, also where another tab stores a sign of life at the same moment', () => {
  const { session } = follow();
  const before = localStorage.getItem(SESSION_KEY) ?? '';
  session.stop();
  localStorage.setItem(SESSION_KEY, before);
  const stoppedAt = Date.now();
  vi.advanceTimersByTime(1_000);
  expect(stored()).toEqual({ ...(JSON.parse(before) as object), stoppedAt });
});
