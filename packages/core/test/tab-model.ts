import type { SessionStore, StoredSession } from '../src/session/session-store.js';
import { createSession, type Session } from '../src/session/session.js';

export const minute = 60_000;
export const hour = 60 * minute;

/**
 * Tabs of one origin, without a browser: true time, which the tabs' own clocks follow while the machine is awake,
 * a shared clock that can be set, one storage, and work put off until the test says so.
 */
export function createOrigin() {
  let time = 0;
  let asleep = 0;
  let set = 1e12;
  let stored: StoredSession | undefined;
  let hasFailed = false;
  /** Of each tab the latest. */
  const waiting = new Map<object, () => void>();
  const clock = { now: () => time - asleep, epochNow: () => Math.round(set + time) };

  const store: Pick<SessionStore, 'read' | 'write' | 'isErased'> = {
    read: () => (hasFailed ? undefined : stored && { ...stored }),
    write: (session) => {
      if (!hasFailed) stored = { ...session };
    },
    isErased: () => !hasFailed && !stored,
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
    /** Does what the first tabs have put off. */
    catchUp(count = Infinity) {
      for (const [tab, work] of Array.from(waiting).slice(0, count)) {
        waiting.delete(tab);
        work();
      }
    },
    /** A tab that has just loaded. @param isLate whether it stores later than at once */
    openTab({ isLate = false } = {}): Tab {
      const ends: number[] = [];
      const session = createSession({
        clock,
        store,
        later: (work) => (isLate ? void waiting.set(ends, work) : work()),
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
