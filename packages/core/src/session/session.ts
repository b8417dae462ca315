import { LIMITS } from '@firsthand/protocol/limits';
import type { Clock } from '../clock.js';
import { createHistory } from '../history.js';
import { onInteraction } from '../browser/interactions.js';
import { uuid } from '../uuid.js';
import type { SessionStore, StoredSession } from './session-store.js';

const { maxDuration, idleTimeout } = LIMITS.session;
/** Interactions closer together than this, in milliseconds, are stored once. */
const WRITE_INTERVAL = 1_000;

export interface Session {
  /** Id of this tab's session at a relative time; `undefined` while there was none. */
  find(at: number): string | undefined;
  /** Id of this tab's session now; `undefined` while there is none. */
  getId(): string | undefined;
  /** Takes over other tabs' signs of life, and notices the session's end. */
  refresh(): void;
  /** Ends the session for all tabs; the next interaction starts another. */
  stop(): void;
  /** Calls `listener` with each new id, and with `undefined` at each end. @returns stops that */
  onChange(listener: (id: string | undefined) => void): () => void;
}

/**
 * Follows the session that the tabs of an origin share. A page load and each interaction extend or renew it;
 * becoming visible only extends it. A tab whose session has ended joins or starts another only on its own
 * next interaction.
 */
export function followSession(
  { clock, store, beginning, onEnd, onRenew }: SessionParts,
  signal: AbortSignal,
): Session {
  const history = createHistory<string>();
  const listeners = new Set<(id: string | undefined) => void>();
  let own: StoredSession | undefined;

  const tellChange = () => {
    for (const listener of listeners) listener(own?.id);
  };

  const end = (epoch: number) => {
    const now = clock.now();
    const at = Math.min(now, now - (clock.epochNow() - epoch));
    own = undefined;
    history.end(at);
    onEnd(at);
    tellChange();
  };

  const refresh = () => {
    if (!own) return;
    const stored = store.read();
    if (stored?.id !== own.id) return end(clock.epochNow());
    own = stored;
    if (expiry(own) <= clock.epochNow()) end(expiry(own));
  };

  const extend = () => {
    if (!own) return;
    own = { ...own, activeAt: clock.epochNow() };
    store.write(own);
  };

  const joinOrStart = (at: number) => {
    const now = clock.epochNow();
    const stored = store.read();
    own = stored && expiry(stored) > now ? stored : { id: uuid(), startedAt: now, activeAt: now };
    extend();
    history.start(own.id, at);
  };

  // What the page did before Firsthand started belongs to the session as well.
  joinOrStart(beginning);
  onInteraction(() => {
    if (own && clock.epochNow() - own.activeAt < WRITE_INTERVAL) return;
    refresh();
    if (own) return extend();
    const at = clock.now();
    joinOrStart(at);
    onRenew(at);
    tellChange();
  }, signal);
  addEventListener(
    'visibilitychange',
    () => {
      refresh();
      if (document.visibilityState === 'visible') extend();
    },
    { signal },
  );

  return {
    find: history.find,
    getId() {
      refresh();
      return own?.id;
    },
    refresh,
    stop() {
      if (!own) return;
      store.clear();
      end(clock.epochNow());
    },
    onChange(listener) {
      listeners.add(listener);
      return () => listeners.delete(listener);
    },
  };
}

interface SessionParts {
  clock: Clock;
  store: SessionStore;
  /** Relative time from which the page counts. */
  beginning: number;
  /** Told the relative time at which this tab's session ended. */
  onEnd: (at: number) => void;
  /** Told the relative time at which this tab joined or started another. */
  onRenew: (at: number) => void;
}

function expiry({ startedAt, activeAt }: StoredSession): number {
  return Math.min(startedAt + maxDuration, activeAt + idleTimeout);
}
