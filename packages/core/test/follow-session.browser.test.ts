import { afterEach, beforeEach, expect, it, vi } from 'vitest';
import { createClock } from '../src/clock.js';
import { followSession } from '../src/session/follow-session.js';
import { createSessionStore, SESSION_KEY } from '../src/session/session-store.js';

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

/** This page's session, with the browser's own locks and storage. */
async function follow({ allowUntrustedEvents = true } = {}) {
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
  await stored();
  return { session, ends, renewals };
}

/** The lock has been granted and the session is stored. */
const stored = () => vi.waitFor(() => expect(localStorage.getItem(SESSION_KEY)).not.toBeNull());

it.each(['click', 'touchstart', 'keydown', 'scroll'])('is renewed by %s', async (type) => {
  const { session, renewals } = await follow();
  const first = session.getId();
  vi.advanceTimersByTime(20 * minute);
  expect(session.getId()).toBeUndefined();
  dispatchEvent(new Event(type));
  expect([undefined, first]).not.toContain(session.getId());
  expect(renewals).toHaveLength(1);
});

it('is not renewed by events that scripts make', async () => {
  const { session } = await follow({ allowUntrustedEvents: false });
  vi.advanceTimersByTime(20 * minute);
  dispatchEvent(new Event('click'));
  expect(session.getId()).toBeUndefined();
});

it('tells its end when nothing happens in the page', async () => {
  const { session, ends } = await follow();
  const changes: (string | undefined)[] = [];
  session.onChange((id) => changes.push(id));
  vi.advanceTimersByTime(15 * minute);
  expect([ends.length, changes]).toEqual([1, [undefined]]);
});

it('sees at once that another tab has ended it', async () => {
  const { ends } = await follow();
  localStorage.clear();
  dispatchEvent(new StorageEvent('storage', { key: null }));
  expect(ends).toHaveLength(1);
});

it('notices its end when a frozen page goes on', async () => {
  const { ends } = await follow();
  vi.setSystemTime(Date.now() + 20 * minute);
  document.dispatchEvent(new Event('resume'));
  expect(ends).toHaveLength(1);
});

it('stores nothing any more once it was stopped', async () => {
  await follow();
  vi.advanceTimersByTime(minute);
  dispatchEvent(new Event('click'));
  abort.abort();
  localStorage.clear();
  await navigator.locks.request(SESSION_KEY, () => {});
  expect(localStorage.getItem(SESSION_KEY)).toBeNull();
});

it('has stored the last sign of a person when the page is left, whoever holds the lock', async () => {
  await follow();
  const held = Promise.withResolvers<void>();
  const holder = navigator.locks.request(SESSION_KEY, () => held.promise);
  vi.advanceTimersByTime(minute);
  dispatchEvent(new Event('click'));
  const activeAt = () => JSON.parse(localStorage.getItem(SESSION_KEY) ?? '{}').activeAt as number;
  const before = activeAt();
  dispatchEvent(new PageTransitionEvent('pagehide'));
  await vi.waitFor(() => expect(activeAt() - before).toBeGreaterThanOrEqual(minute));
  // A lock that came later would take the page out of the back/forward cache.
  const { pending = [] } = await navigator.locks.query();
  expect(pending.filter(({ name }) => name === SESSION_KEY)).toEqual([]);
  held.resolve();
  await holder;
});
