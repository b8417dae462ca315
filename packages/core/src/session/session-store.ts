import { cookieStorage, type CookieOptions } from './cookie-storage.js';

/** What all tabs of an origin share. Times are epoch times. */
export interface StoredSession {
  id: string;
  startedAt: number;
  /** Last sign of a person. */
  activeAt: number;
}

export interface SessionStore {
  read(): StoredSession | undefined;
  write(session: StoredSession): void;
  clear(): void;
}

export type SessionPersistence = 'local-storage' | 'cookie' | 'memory';

export interface SessionStoreOptions extends CookieOptions {
  /** The first that works is used; if none does, memory. Default: `['local-storage', 'cookie', 'memory']` */
  sessionPersistence?: SessionPersistence | readonly SessionPersistence[] | undefined;
}

/** One text under one name, somewhere. May throw where the browser forbids it. */
export interface TextStorage {
  get(): string | null | undefined;
  set(text: string): void;
  remove(): void;
}

const KEY = 'firsthand.session';

/** Opens the first storage that works. */
export function createSessionStore(options: SessionStoreOptions): SessionStore {
  const { sessionPersistence = ['local-storage', 'cookie', 'memory'] } = options;
  const make = {
    'local-storage': localStorageOf,
    cookie: () => cookieStorage(KEY, options),
    memory: memoryStorage,
  };
  const wanted = [sessionPersistence].flat();
  // Only a cookie reaches the other subdomains.
  const order = options.trackSessionAcrossSubdomains ? ['cookie' as const, ...wanted] : wanted;
  const storage =
    order.map((kind) => make[kind]?.()).find((kind) => kind && works(kind)) ?? memoryStorage();
  /** What storage that failed later did not take. */
  let unwritten: StoredSession | undefined;
  return {
    read: () => unwritten ?? attempt(() => parse(storage.get())),
    write(session) {
      unwritten = session;
      attempt(() => {
        storage.set(JSON.stringify(session));
        unwritten = undefined;
      });
    },
    clear() {
      unwritten = undefined;
      attempt(storage.remove);
    },
  };
}

/** Tries with what a session looks like, and leaves things as they were. */
function works(storage: TextStorage): boolean {
  return !!attempt(() => {
    const before = storage.get();
    if (parse(before)) return true;
    const probe = JSON.stringify({ id: 'probe', startedAt: 1, activeAt: 1 });
    storage.set(probe);
    const kept = storage.get() === probe;
    storage.remove();
    return kept;
  });
}

function localStorageOf(): TextStorage {
  return {
    get: () => localStorage.getItem(KEY),
    set: (text) => localStorage.setItem(KEY, text),
    remove: () => localStorage.removeItem(KEY),
  };
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

function parse(text: string | null | undefined): StoredSession | undefined {
  if (!text) return undefined;
  const { id, startedAt, activeAt } = JSON.parse(text) as Partial<StoredSession>;
  return typeof id === 'string' && id && Number.isFinite(startedAt) && Number.isFinite(activeAt)
    ? { id, startedAt: Number(startedAt), activeAt: Number(activeAt) }
    : undefined;
}

/** Storage may be blocked, full or spoilt at any time; then it answers nothing. */
function attempt<T>(access: () => T): T | undefined {
  try {
    return access();
  } catch {
    return undefined;
  }
}
