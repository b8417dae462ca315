import type { Contexts } from '@firsthand/core';

type Name = keyof Contexts;

/** Keeps contexts across the pages of an application: those that may be kept, as long as they may. */
export function createStoredContexts(contexts: Contexts, applicationId: string) {
  const kept = new Map<Name, AbortController>();
  return {
    /** From now on exactly these are kept. What others have left in storage stays there. */
    keep(names: readonly Name[]): void {
      for (const name of Object.keys(contexts) as Name[]) {
        if (!names.includes(name)) {
          kept.get(name)?.abort();
          kept.delete(name);
        } else if (!kept.has(name)) {
          const abort = new AbortController();
          kept.set(name, abort);
          contexts[name].persist(storedName(name, applicationId), abort.signal);
        }
      }
    },
  };
}

export function storedName(name: Name, applicationId: string): string {
  return `${name}.${applicationId}`;
}
