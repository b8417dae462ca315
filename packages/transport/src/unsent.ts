import { guard, ignore } from '@firsthand/core';
import type { Intake } from './intake.js';

/** What pages could not deliver to an intake bears its name, in IndexedDB and in local storage. */
export function unsentName({ base }: Intake): string {
  return `firsthand ${base}`;
}

/** Keys of what is in local storage of it. */
export function unsentKeys(name: string): string[] {
  return Object.keys(globalThis.localStorage).filter((key) => key.startsWith(`${name} `));
}

/** Erases what pages could not deliver to an intake. */
export function eraseUnsent(intake: Intake): void {
  const name = unsentName(intake);
  guard(() => {
    for (const key of unsentKeys(name)) globalThis.localStorage.removeItem(key);
  }, ignore);
  // Leaves nothing, not even an empty database.
  guard(() => globalThis.indexedDB.deleteDatabase(name), ignore);
}
