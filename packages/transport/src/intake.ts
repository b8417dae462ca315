import { attempt } from '@firsthand/core';

/** Where a server takes in what pages send. */
export interface Intake {
  /** Under which its paths are. */
  base: string;
  /** Whether a URL is one of its own. */
  isOwn(url: string): boolean;
}

/** @param endpoint base URL, which may be relative to the page */
export function intakeOf(endpoint: string): Intake {
  const base = new URL(endpoint, location.href).href.replace(/\/$/, '');
  return {
    base,
    isOwn: (url) => url.startsWith(`${base}/v1/`),
  };
}

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
