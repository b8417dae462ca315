import { guard, ignore } from '../guard.js';
import { cookieStorage } from './cookie-storage.js';
import { localStorageOf, type StorageOptions } from './storage.js';

/** Names under which an origin's pages store what outlives them, whatever their application. */
export const STORED = {
  session: 'firsthand.session',
  anonymousUser: 'firsthand.anonymous_user',
  failedSession: 'firsthand.failed_session',
};

/** What is stored, wherever it may be. */
export function readStored(name: keyof typeof STORED, options: StorageOptions): string | undefined {
  const key = STORED[name];
  return (
    guard(localStorageOf(key).get, ignore) ||
    guard(cookieStorage({ key, maxAge: 0 }, options).get, ignore) ||
    undefined
  );
}

/** Erases what earlier pages have stored, wherever it may be, and without trying what works. */
export function eraseStored(name: keyof typeof STORED, options: StorageOptions): void {
  const key = STORED[name];
  guard(localStorageOf(key).remove, ignore);
  guard(() => cookieStorage({ key, maxAge: 0 }, options).remove(), ignore);
}
