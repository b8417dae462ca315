import { attempt } from '@firsthand/core';
import type { Intake } from './intake.js';

/** What pages could not deliver to an intake bears its name, in IndexedDB and in local storage. */
export function unsentName({ base }: Intake): string {
  return `firsthand ${base}`;
}

/** Keys of what is in local storage of it. */
export function unsentKeys(name: string): string[] {
  return Object.keys(localStorage).filter((key) => key.startsWith(`${name} `));
}

/** Erases what pages could not deliver to an intake. */
export function eraseUnsent(intake: Intake): void {
  const name = unsentName(intake);
  attempt(() => {
    for (const key of unsentKeys(name)) localStorage.removeItem(key);
  });
  // Leaves nothing, not even an empty database.
  attempt(() => indexedDB.deleteDatabase(name));
}
