import { cookieStorage, type CookieOptions } from './cookie-storage.js';

/** One text under one name, somewhere. May throw where the browser forbids it. */
export interface TextStorage {
  get(): string | null | undefined;
  set(text: string): void;
  remove(): void;
}

export type SessionPersistence = 'local-storage' | 'cookie' | 'memory';

export interface StorageOptions extends CookieOptions {
  /** The first that works is used; if none does, memory. Default: `['local-storage', 'cookie', 'memory']` */
  sessionPersistence?: SessionPersistence | readonly SessionPersistence[] | undefined;
}

/**
 * Opens the first storage that works under a name.
 *
 * @param probe a text such as will be kept, to try with
 */
export function openStorage(
  { key, maxAge, probe }: { key: string; maxAge: number; probe: string },
  options: StorageOptions,
): TextStorage {
  const { sessionPersistence = ['local-storage', 'cookie', 'memory'] } = options;
  const make = {
    'local-storage': () => localStorageOf(key),
    cookie: () => cookieStorage({ key, maxAge }, options),
    memory: memoryStorage,
  };
  const wanted = [sessionPersistence].flat();
  // Only a cookie reaches the other subdomains.
  const order = options.trackSessionAcrossSubdomains ? ['cookie' as const, ...wanted] : wanted;
  const storages = order.map((kind) => make[kind]?.());
  return storages.find((storage) => storage && works(storage, probe)) ?? memoryStorage();
}

export function localStorageOf(key: string): TextStorage {
  return {
    get: () => localStorage.getItem(key),
    set: (text) => localStorage.setItem(key, text),
    remove: () => localStorage.removeItem(key),
  };
}

/** Calls `listener` when another tab has written what local storage holds under `key`. */
export function onStorageChange(key: string, listener: () => void, signal: AbortSignal): void {
  // A null key says that everything was cleared.
  addEventListener('storage', (event) => (event.key ?? key) === key && listener(), { signal });
}

/** Storage may be blocked, full or spoilt at any time; then it answers nothing. */
export function attempt<T>(access: () => T): T | undefined {
  try {
    return access();
  } catch {
    return undefined;
  }
}

/** What is there already has worked; else tries, and leaves nothing behind. */
function works(storage: TextStorage, probe: string): boolean {
  return !!attempt(() => {
    if (storage.get()) return true;
    storage.set(probe);
    const kept = storage.get() === probe;
    storage.remove();
    return kept;
  });
}

function memoryStorage(): TextStorage {
  let memory: string | undefined;
  return {
    get: () => memory,
    set: (text) => {
      memory = text;
    },
    remove: () => {
      memory = undefined;
    },
  };
}
