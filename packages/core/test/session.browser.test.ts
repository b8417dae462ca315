import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import type { SessionStore, StoredSession } from '../src/session/session-store.js';
import { followSession } from '../src/session/session.js';

const minute = 60_000;
const hour = 60 * minute;

let time: number;
let stored: StoredSession | undefined;
let abort: AbortController;

beforeEach(() => {
  time = 0;
  stored = undefined;
  abort = new AbortController();
});
afterEach(() => abort.abort());

const store: SessionStore = {
  read: () => stored,
  write: (session) => {
    stored = session;
  },
  clear: () => {
    stored = undefined;
  },
};

/** A tab whose clock is `time`. */
function openTab(tab = abort) {
  const ends: number[] = [];
  const renewals: number[] = [];
  const session = followSession(
    {
      clock: {
        now: () => time,
        epochNow: () => 1e12 + time,
        toEpoch: (at) => 1e12 + at,
        toRelative: (epoch) => epoch - 1e12,
      },
      store,
      beginning: 0,
      onEnd: (at) => ends.push(at),
      onRenew: (at) => renewals.push(at),
    },
    tab.signal,
  );
  const id = (at = time) => {
    session.refresh();
    return session.find(at);
  };
  return { id, ends, renewals, session };
}

const interact = (type = 'click') => dispatchEvent(new Event(type));
const pass = (duration: number) => (time += duration);

describe('a session', () => {
  it('lasts while someone is there, and ends 15 minutes after the last sign', () => {
    const { id, ends } = openTab();
    const first = id();
    pass(14 * minute);
    interact();
    pass(15 * minute - 1);
    expect(id()).toBe(first);
    pass(1);
    expect(id()).toBeUndefined();
    expect(ends).toEqual([29 * minute]);
  });

  it('ends when it expired, not when that was noticed', () => {
    const { id, ends } = openTab();
    const first = id();
    pass(hour);
    expect(id()).toBeUndefined();
    expect(ends).toEqual([15 * minute]);
    expect([id(15 * minute - 1), id(15 * minute)]).toEqual([first, undefined]);
  });

  it('lasts 4 hours at most, however busy', () => {
    const { id } = openTab();
    const first = id();
    for (let minutes = 1; minutes < 4 * 60; minutes += 1) {
      pass(minute);
      interact();
    }
    expect(id()).toBe(first);
    pass(minute);
    interact();
    expect(id()).not.toBe(first);
    expect(id()).toBeDefined();
  });

  it.each(['click', 'touchstart', 'keydown', 'scroll'])('is renewed by %s', (type) => {
    const { id, renewals } = openTab();
    const first = id();
    pass(hour);
    interact(type);
    expect(id()).not.toBe(first);
    expect(renewals).toEqual([hour]);
  });

  it('is extended, but never made, by becoming visible', () => {
    const { id } = openTab();
    const first = id();
    pass(10 * minute);
    document.dispatchEvent(new Event('visibilitychange', { bubbles: true }));
    pass(10 * minute);
    expect(id()).toBe(first);
    pass(hour);
    document.dispatchEvent(new Event('visibilitychange', { bubbles: true }));
    expect(id()).toBeUndefined();
  });
});

describe('two tabs', () => {
  it('share a session, and each other’s signs of life', () => {
    const one = openTab();
    const two = openTab();
    expect(two.id()).toBe(one.id());
    const first = one.id();
    pass(14 * minute);
    // Another tab, which this page's events do not reach.
    stored = stored && { ...stored, activeAt: 1e12 + time };
    pass(14 * minute);
    expect([one.id(), two.id()]).toEqual([first, first]);
  });

  it('do not adopt each other’s new session without a sign of their own', () => {
    const { id, renewals } = openTab();
    const first = id();
    pass(20 * minute);
    stored = { id: 'of another tab', startedAt: 1e12 + time, activeAt: 1e12 + time };
    expect(id()).toBeUndefined();
    pass(minute);
    interact();
    expect(id()).toBe('of another tab');
    expect([id(0), renewals]).toEqual([first, [21 * minute]]);
  });
});

it('a session that was deleted is over until the next sign, and another then', () => {
  const { id } = openTab();
  const first = id();
  stored = undefined;
  expect(id()).toBeUndefined();
  expect(stored).toBeUndefined();
  pass(minute);
  interact();
  expect([undefined, first]).not.toContain(id());
});

it('a session that is stopped is over for all tabs, until the next sign', () => {
  const [one, two] = [openTab(), openTab()];
  const first = one.id();
  const changes: (string | undefined)[] = [];
  one.session.onChange((changed) => changes.push(changed));
  pass(minute);
  one.session.stop();
  expect([one.id(), two.id(), stored]).toEqual([undefined, undefined, undefined]);
  interact();
  const second = one.id();
  expect(second).not.toBe(first);
  expect(two.id()).toBe(second);
  expect(changes).toEqual([undefined, second]);
});
