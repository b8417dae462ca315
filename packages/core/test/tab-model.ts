import type { SessionStore, StoredSession } from '../src/session/session-store.js';
import { createSession, type Session } from '../src/session/session.js';

export const minute = 60_000;
export const hour = 60 * minute;

/**
 * Tabs of one origin, without a browser: true time, which the tabs' own clocks follow while the machine is awake,
 * a shared clock that can be set, one storage, and locks that are granted when the test says so.
 */
export function createOrigin() {
  let time = 0;
  let asleep = 0;
  let set = 1e12;
  let stored: StoredSession | undefined;
  let hasFailed = false;
  const waiting: (() => void)[] = [];
  const clock = { now: () => time - asleep, epochNow: () => Math.round(set + time) };

  const store: Pick<SessionStore, 'read' | 'write' | 'clear'> = {
    read: () => (hasFailed ? undefined : stored && { ...stored }),
    write: (session) => {
      if (!hasFailed) stored = { ...session };
    },
    clear: () => {
      stored = undefined;
    },
  };

  return {
    clock,
    get time() {
      return time;
    },
    get stored() {
      return stored;
    },
    set stored(session: StoredSession | undefined) {
      stored = session;
    },
    pass: (duration: number) => void (time += duration),
    /** The machine sleeps: the shared clock goes on, the pages' own stand still. */
    sleep(duration: number) {
      time += duration;
      asleep += duration;
    },
    setClock: (by: number) => void (set += by),
    get hasFailed() {
      return hasFailed;
    },
    failStorage: (fails: boolean) => void (hasFailed = fails),
    grantLocks(count = Infinity) {
      for (const work of waiting.splice(0, count)) work();
    },
    /** A tab that has just loaded. @param hasLocks whether it must wait for its turn to store */
    openTab({ hasLocks = false } = {}): Tab {
      const ends: number[] = [];
      const session = createSession({
        clock,
        store,
        exclusively: (work) => (hasLocks ? void waiting.push(work) : work()),
        onEnd: (at) => ends.push(at),
      });
      session.interact(clock.now());
      return { session, ends };
    },
  };
}

export interface Tab {
  session: Session;
  ends: number[];
}
