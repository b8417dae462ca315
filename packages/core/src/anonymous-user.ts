import { STORED } from './storage/erase.js';
import { attempt, openStorage, type StorageOptions } from './storage/storage.js';
import { uuid } from './uuid.js';

/** The longest that browsers keep a cookie, 400 days in milliseconds. RFC 6265bis, section 5.5 */
const MAX_AGE = 400 * 24 * 60 * 60_000;

/** A person whom nobody has named. */
export interface AnonymousUser {
  /** Random, the same in all sessions of this browser. Made when it is first asked for. */
  readonly id: string;
  /** The next one is another. */
  forget(): void;
}

export function createAnonymousUser(options: StorageOptions): AnonymousUser {
  const storage = openStorage(
    { key: STORED.anonymousUser, maxAge: MAX_AGE, probe: uuid() },
    options,
  );
  const start = () => {
    const id = uuid();
    attempt(() => storage.set(id));
    return id;
  };
  return {
    // Not kept here: another tab may have erased it.
    get id() {
      return attempt(storage.get) || start();
    },
    forget: () => void attempt(storage.remove),
  };
}
