import { LIMITS } from '@firsthand/protocol/limits';
import { guard, ignore } from '../guard.js';
import { STORED } from '../storage/erase.js';
import { toJson } from '../to-json.js';
import { onStorageChange, openStorage, type StorageOptions } from '../storage/storage.js';

/** What all tabs of an origin share. Times are epoch times. */
export interface StoredSession {
  id: string;
  startedAt: number;
  /** Last sign of a person. */
  activeAt: number;
  /** How many events it has, as far as tabs have said. */
  events: number;
  /** When a tab stopped it, if one did. */
  stoppedAt?: number;
}

export interface SessionStore {
  read(): StoredSession | undefined;
  write(session: StoredSession): void;
  /** Whether somebody has removed what was written. */
  isErased(): boolean;
  /** Calls `listener` when another tab writes, where the browser tells. */
  watch(listener: () => void, signal: AbortSignal): void;
}

export const SESSION_KEY = STORED.session;

/** @param isRefused whether a person has refused, on another page, that there be a session. Default: nobody has */
export function createSessionStore(
  options: StorageOptions,
  isRefused: () => boolean = () => false,
): SessionStore {
  const storage = openStorage(
    {
      key: SESSION_KEY,
      maxAge: LIMITS.session.maxDuration,
      probe: toJson({ id: 'probe', startedAt: 1, activeAt: 1, events: 0 }),
    },
    options,
  );
  /** What storage that failed later did not take. */
  let unwritten: StoredSession | undefined;
  return {
    read: () =>
      isRefused() ? undefined : (unwritten ?? guard(() => parse(storage.get()), ignore)),
    write(session) {
      if (isRefused()) return;
      unwritten = session;
      guard(() => {
        storage.set(toJson(session));
        unwritten = undefined;
      }, ignore);
    },
    isErased: () => isRefused() || (!unwritten && guard(() => !storage.get(), ignore) === true),
    watch: (listener, signal) => onStorageChange(SESSION_KEY, listener, signal),
  };
}

function parse(text: string | null | undefined): StoredSession | undefined {
  if (!text) return undefined;
  const stored = JSON.parse(text) as StoredSession;
  const { id, startedAt, activeAt, events } = stored;
  return typeof id === 'string' && id && [startedAt, activeAt, events].every(Number.isFinite)
    ? stored
    : undefined;
}
