import { LIMITS } from '@firsthand/protocol/limits';
import type { RumEvent } from '@firsthand/protocol';
import type { Cleared } from './cleared.js';
import type { Clock } from './clock.js';
import { guard, ignore } from './guard.js';
import type { Session } from './session/session.js';
import { STORED } from './storage/erase.js';
import { openStorage, type StorageOptions } from './storage/storage.js';
import { uuid } from './uuid.js';

/** Takes the events of sessions that are not sampled. */
export interface Reserve {
  add(event: Cleared<RumEvent>): void;
}

interface ReserveParts {
  clock: Pick<Clock, 'now'>;
  session: Pick<Session, 'find'>;
  storage: StorageOptions;
  transport: {
    /** Sends an event. */
    add(event: Cleared<RumEvent>): void;
    /** Keeps an event of a session in memory, and no more of another one. */
    hold(event: Cleared<RumEvent>): void;
    /** Sends what is kept of a session. */
    release(sessionId: string): void;
  };
}

/**
 * Keeps what happens in a session that is not sampled until there is an error in it: then that is sent, and what follows in
 * this session as well, on other pages and in other tabs too, of which each sends what it has kept with its next event.
 */
export function createReserve({ clock, session, storage, transport }: ReserveParts): Reserve {
  const failed = openStorage(
    { key: STORED.failedSession, maxAge: LIMITS.session.maxDuration, probe: uuid() },
    storage,
  );
  /** The session whose events are not kept any more. */
  let released: string | undefined;
  const hasFailed = (id: string) => id === released || id === guard(failed.get, ignore);

  return {
    add(event) {
      const { id } = event.session;
      if (event.type === 'error' && !hasFailed(id)) guard(() => failed.set(id), ignore);
      if (event.type === 'error' || hasFailed(id)) {
        if (id !== released) transport.release(id);
        released = id;
        transport.add(event);
      } else if (id === session.find(clock.now())) {
        transport.hold(event);
      }
    },
  };
}
