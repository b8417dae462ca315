import { listen } from '../browser/listen.js';
import { guard, ignore } from '../guard.js';
import { randomHex } from '../random-hex.js';
import { cookieStorage, type CookieOptions } from './cookie-storage.js';

/** One text under one name, somewhere. May throw where the browser forbids it: storage may be blocked or full at any time. */
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
    'local-storage': localStorageOf,
    cookie: (name: string) => cookieStorage({ key: name, maxAge }, options),
    memory: memoryStorage,
  };
  const wanted = [sessionPersistence].flat();
  // Only a cookie reaches the other subdomains.
  const order = options.trackSessionAcrossSubdomains ? ['cookie' as const, ...wanted] : wanted;
  // Under a name of its own: another tab may just have stored something under the other.
  const trial = `${key}.${randomHex(4)}`;
  const working = order.find((kind) =>
    guard(() => !!make[kind](key).get() || works(make[kind](trial), probe), ignore),
  );
  return make[working ?? 'memory'](key);
}

export function localStorageOf(key: string): TextStorage {
  return {
    get: () => globalThis.localStorage.getItem(key),
    set: (text) => globalThis.localStorage.setItem(key, text),
    remove: () => globalThis.localStorage.removeItem(key),
  };
}

/** Calls `listener` when another tab has written what local storage holds under `key`. */
export function onStorageChange(key: string, listener: () => void, signal: AbortSignal): void {
  listen(
    window,
    {
      storage(event) {
        // A null key says that everything was cleared.
        if ((event.key ?? key) === key) listener();
      },
    },
    { signal },
  );
}

/** Leaves nothing behind. */
function works(storage: TextStorage, probe: string): boolean {
  storage.set(probe);
  const kept = storage.get() === probe;
  storage.remove();
  return kept;
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
