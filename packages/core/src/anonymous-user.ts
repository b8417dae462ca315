import { guard, ignore } from './guard.js';
import { STORED } from './storage/erase.js';
import { openStorage, type StorageOptions } from './storage/storage.js';
import { uuid } from './uuid.js';

/** The longest that browsers keep a cookie, 400 days in milliseconds. RFC 6265bis, section 5.5 */
const MAX_AGE = 400 * 24 * 60 * 60_000;

/** A person whom nobody has named. */
export interface AnonymousUser {
  /** Random, the same in all sessions of this browser. Made when it is first asked for; `undefined` once it was erased. */
  readonly id: string | undefined;
  /** The next one is another. */
  forget(): void;
}

export function createAnonymousUser(options: StorageOptions): AnonymousUser {
  const storage = openStorage(
    { key: STORED.anonymousUser, maxAge: MAX_AGE, probe: uuid() },
    options,
  );
  let isKnown = false;
  const start = () => {
    const id = uuid();
    guard(() => storage.set(id), ignore);
    return id;
  };
  return {
    get id() {
      const stored = guard(storage.get, ignore) || undefined;
      // Somebody has erased it, as a consent tool may: this page makes no other.
      if (isKnown) return stored;
      isKnown = true;
      return stored ?? start();
    },
    forget() {
      isKnown = false;
      guard(storage.remove, ignore);
    },
  };
}
