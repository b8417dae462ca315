import { LIMITS } from '@firsthand/protocol/limits';
import type { Clock } from '../clock.js';
import { createHistory } from '../history.js';
import { uuid } from '../uuid.js';
import type { SessionStore, StoredSession } from './session-store.js';

const { maxDuration, idleTimeout, maxEvents } = LIMITS.session;
/** Signs of a person closer together than this, in milliseconds, are stored once. */
const WRITE_INTERVAL = 1_000;
/** Sessions that two tabs started within this many milliseconds are one. */
const SAME_START = 1_000;

export interface Session {
  /** Id of this tab's session at a relative time; `undefined` while there was none. */
  find(at: number): string | undefined;
  /** Id of this tab's session now; `undefined` while there is none. */
  getId(): string | undefined;
  /** A sign of a person: extends the session, or joins or starts another. @returns whether it did the latter */
  interact(at: number): boolean;
  /** The page is looked at: extends the session, and never starts one. */
  show(): void;
  /** Counts an event towards the session's limit. */
  count(): void;
  /** Takes over other tabs' signs of life, and notices the session's end. */
  refresh(): void;
  /** Milliseconds until the session ends if nothing happens; `undefined` while there is none. */
  remaining(): number | undefined;
  /** Ends the session for all tabs; the next interaction starts another. */
  stop(): void;
  /** After somebody has removed what is stored of it, the next interaction may start another one. */
  allow(): void;
  /** Calls `listener` with each new id, and with `undefined` at each end. @returns stops that */
  onChange(listener: (id: string | undefined) => void): () => void;
}

/** Start and last sign of a person, both epoch times or both relative. */
interface Span {
  startedAt: number;
  activeAt: number;
}

/**
 * What this tab knows of its session. The span in `stored` is by the clock that tabs share, which may be set and
 * goes on in sleep; the tab's own is by the page's clock, which does neither.
 */
interface Own extends Span {
  stored: StoredSession;
  /** Last sign that was seen in the store, an epoch time. */
  seenAt: number;
  /** Events of this tab that are not stored yet. */
  uncounted: number;
}

/**
 * The session that the tabs of an origin share. A tab whose session has ended joins or starts another only on
 * its own next interaction.
 */
export function createSession({ clock, store, later, onEnd }: SessionParts): Session {
  const history = createHistory<string>();
  const listeners = new Set<(id: string | undefined) => void>();
  let own: Own | undefined;
  /** Whether somebody has removed it from storage: a consent tool may have. Then this page starts no other. */
  let isErased = false;

  const tellChange = () => {
    for (const listener of listeners) listener(own?.stored.id);
  };

  const end = (at: number) => {
    own = undefined;
    history.end(at);
    onEnd(at);
    tellChange();
  };

  /** Epoch → relative, never in the future: the shared clock may have been set back since. */
  const toRelative = (epoch: number) => clock.now() - Math.max(0, clock.epochNow() - epoch);

  const take = (stored: StoredSession) => {
    own = {
      stored,
      startedAt: toRelative(stored.startedAt),
      activeAt: toRelative(stored.activeAt),
      seenAt: stored.activeAt,
      uncounted: 0,
    };
  };

  /** Two tabs each started one before they saw the other's: what is stored stands. */
  const adopt = (stored: StoredSession) => {
    take(stored);
    history.rename(stored.id);
    tellChange();
  };

  const compareWithStore = (mine: Own) => {
    const stored = store.read();
    if (stored?.id === mine.stored.id) {
      if (stored.stoppedAt !== undefined) return end(toRelative(stored.stoppedAt));
      const activeAt = toRelative(stored.activeAt);
      if (stored.activeAt !== mine.seenAt && activeAt >= mine.activeAt) {
        mine.stored = stored;
        mine.activeAt = activeAt;
      }
      mine.seenAt = stored.activeAt;
    } else if (
      stored &&
      stored.stoppedAt === undefined &&
      !history.hasEnded(stored.id) &&
      Math.abs(stored.startedAt - mine.stored.startedAt) < SAME_START
    ) {
      adopt(stored);
    } else {
      isErased = store.isErased();
      end(clock.now());
    }
  };

  const endIfOver = () => {
    const at = own && endOf(own, clock);
    if (at !== undefined) end(at);
  };

  const refresh = () => {
    if (own) compareWithStore(own);
    endIfOver();
  };

  /** The stored session, if this tab may join it: what it has seen end is over, whatever the store says. */
  const readLive = () => {
    const stored = store.read();
    return stored && !history.hasEnded(stored.id) && isLive(stored, clock) ? stored : undefined;
  };

  /** Stores the sign of life, unless the session was ended, or another took its place, since it was seen. */
  const save = (id: string) => {
    if (own?.stored.id !== id) return;
    const stored = store.read();
    if (stored?.id !== id || stored.stoppedAt !== undefined) return refresh();
    own.stored.events = stored.events + own.uncounted;
    own.uncounted = 0;
    own.seenAt = own.stored.activeAt;
    store.write(own.stored);
  };

  const extend = () => {
    if (!own) return;
    const { id, startedAt, events } = own.stored;
    const epoch = clock.epochNow();
    own.activeAt = clock.now();
    // A clock that was set back must not make the session last longer.
    own.stored = { id, startedAt: Math.min(startedAt, epoch), activeAt: epoch, events };
    later(() => save(id));
  };

  const joinOrStart = (at: number) => {
    const epoch = clock.epochNow();
    const live = readLive();
    const session = live ?? { id: uuid(), startedAt: epoch, activeAt: epoch, events: 0 };
    // Without waiting for a turn: the page may be left at once.
    if (!live) store.write(session);
    take(session);
    history.start(session.id, at);
    extend();
    tellChange();
  };

  return {
    find: history.find,
    getId() {
      refresh();
      return own?.stored.id;
    },
    interact(at) {
      if (isErased) return false;
      if (own && clock.now() - own.activeAt < WRITE_INTERVAL) return false;
      refresh();
      const isOver = !own && !isErased;
      if (isOver) joinOrStart(at);
      else extend();
      return isOver;
    },
    show() {
      refresh();
      extend();
    },
    count() {
      if (own) own.uncounted += 1;
    },
    refresh,
    remaining: () =>
      own && Math.min(expiry(own.stored) - clock.epochNow(), expiry(own) - clock.now()),
    stop() {
      if (!own) return;
      const { id } = own.stored;
      const stopped = { ...own.stored, stoppedAt: clock.epochNow() };
      const tell = () => {
        if (store.read()?.id === id) store.write(stopped);
      };
      tell();
      // Another tab may just have stored a sign of life.
      later(tell);
      end(clock.now());
    },
    allow() {
      isErased = false;
    },
    onChange(listener) {
      listeners.add(listener);
      return () => listeners.delete(listener);
    },
  };
}

interface SessionParts {
  clock: Pick<Clock, 'now' | 'epochNow'>;
  store: Pick<SessionStore, 'read' | 'write' | 'isErased'>;
  /** Runs the latest work when what other tabs have stored by now can be seen, or when the page is left. */
  later: (work: () => void) => void;
  /** Told the relative time at which this tab's session ended. */
  onEnd: (at: number) => void;
}

function expiry({ startedAt, activeAt }: Span): number {
  return Math.min(startedAt + maxDuration, activeAt + idleTimeout);
}

/** Whether a tab may join. A last sign far in the future says that the clock was set back long ago. */
function isLive(stored: StoredSession, clock: Pick<Clock, 'epochNow'>): boolean {
  const epoch = clock.epochNow();
  return (
    stored.stoppedAt === undefined &&
    expiry(stored) > epoch &&
    stored.activeAt - epoch < idleTimeout &&
    stored.events < maxEvents
  );
}

/**
 * Relative time at which a session ended, if it has: by either clock, whichever says so first. A machine that
 * slept past the end by the shared clock has ended it no earlier than the last sign of a person.
 */
function endOf(own: Own, clock: Pick<Clock, 'now' | 'epochNow'>): number | undefined {
  const now = clock.now();
  const over = clock.epochNow() - expiry(own.stored);
  const isFull = own.stored.events + own.uncounted >= maxEvents;
  if (over < 0 && expiry(own) > now && !isFull) return undefined;
  return Math.min(now, expiry(own), over < 0 ? now : Math.max(own.activeAt, now - over));
}
