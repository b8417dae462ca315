import { now as currentTime } from './clock.js';
import { onAbort } from './browser/listen.js';
import { guard, ignore } from './guard.js';
import { createHistory } from './history.js';
import { copyOf, sanitize } from './sanitize.js';
import { toJson } from './to-json.js';
import { localStorageOf, onStorageChange } from './storage/storage.js';

export type Attributes = Record<string, unknown>;

/** Attributes that ride on every event, as they were when it happened. */
export interface Context {
  /**
   * Replaces all attributes. What is not an object gives none.
   *
   * @param at relative time from which they hold. Default: now
   */
  set(attributes: object, at?: number): void;
  setProperty(key: string, value: unknown, at?: number): void;
  removeProperty(key: string): void;
  clear(): void;
  /** A copy of the attributes now. */
  get(): Attributes;
  /** The attributes at a relative time. */
  find(at: number): Attributes;
  /** Has the first attributes that were given count for what happened before. */
  backdate(): void;
  /** Keeps the attributes in local storage from now on, in step with the other tabs. */
  persist(name: string, signal: AbortSignal): void;
}

export interface ContextOptions {
  /** Attributes that are texts on the wire, whatever was given. */
  texts?: readonly string[];
  /** Relative time at which attributes are given. */
  now?: () => number;
}

const NONE: Attributes = Object.freeze({});

/**
 * Values are copied when they are given, and kept by time for as long as events may still ask.
 */
export function createContext({ texts = [], now = currentTime }: ContextOptions = {}): Context {
  const history = createHistory<Attributes>();
  let current = NONE;
  let save: (() => void) | undefined;
  /** Whether this page has said all that holds, and not only some of it. */
  let isWhole = false;
  const replace = (attributes: Attributes, at = now()) => {
    current = { ...attributes };
    for (const key of texts) {
      if (current[key] === null) delete current[key];
      else if (key in current) current[key] = String(current[key]);
    }
    history.start(current, at);
  };
  const change = (attributes: Attributes, at?: number) => {
    // A server renders for many persons: what is said of one must not be there for the next.
    if (typeof document === 'undefined') return;
    replace(attributes, at);
    save?.();
  };
  return {
    set(attributes, at) {
      isWhole = true;
      change(toAttributes(sanitize(attributes)), at);
    },
    setProperty: (key, value, at) =>
      change({ ...current, ...toAttributes(sanitize({ [key]: value })) }, at),
    removeProperty(key) {
      const { [key]: _, ...rest } = current;
      change(rest);
    },
    clear() {
      isWhole = true;
      change(NONE);
    },
    get: () => copyOf(current),
    find: (at) => history.find(at) ?? NONE,
    backdate: history.backdate,
    persist(name, signal) {
      const key = `firsthand.${name}`;
      const storage = localStorageOf(key);
      const read = () =>
        toAttributes(guard(() => JSON.parse(storage.get() ?? '') as unknown, ignore));
      // What this page has said already goes before what an earlier one said, perhaps of somebody else.
      if (!isWhole) replace({ ...read(), ...current });
      save = () => guard(() => storage.set(toJson(current)), ignore);
      save();
      onStorageChange(key, () => replace(read()), signal);
      onAbort(signal, () => (save = undefined));
    },
  };
}

/** Erases what pages have kept of a context under a name. */
export function eraseContext(name: string): void {
  guard(localStorageOf(`firsthand.${name}`).remove, ignore);
}

/** The contexts of one instance. */
export interface Contexts {
  global: Context;
  user: Context;
  account: Context;
}

export function createContexts(now?: () => number): Contexts {
  const given = now && { now };
  return {
    global: createContext(given),
    user: createContext({ texts: ['id', 'name', 'email', 'anonymous_id'], ...given }),
    account: createContext({ texts: ['id', 'name'], ...given }),
  };
}

function toAttributes(value: unknown): Attributes {
  return typeof value === 'object' && value !== null && !Array.isArray(value)
    ? (value as Attributes)
    : NONE;
}
