import { now } from './clock.js';
import { createHistory } from './history.js';
import { sanitize } from './sanitize.js';

export type Attributes = Record<string, unknown>;

/** Attributes that ride on every event, as they were when it happened. */
export interface Context {
  /** Replaces all attributes. What is not an object gives none. */
  set(attributes: Attributes): void;
  setProperty(key: string, value: unknown): void;
  removeProperty(key: string): void;
  clear(): void;
  /** A copy of the attributes now. */
  get(): Attributes;
  /** The attributes at a relative time. */
  find(at: number): Attributes;
}

const NONE: Attributes = Object.freeze({});

/**
 * Values are copied when they are given, and kept by time for as long as events may still ask.
 *
 * @param texts attributes that are texts on the wire, whatever was given
 */
export function createContext(texts: readonly string[] = []): Context {
  const history = createHistory<Attributes>();
  let current = NONE;
  const replace = (attributes: Attributes) => {
    current = { ...attributes };
    for (const key of texts) {
      if (current[key] === null) delete current[key];
      else if (key in current) current[key] = String(current[key]);
    }
    history.start(current, now());
  };
  return {
    set(attributes) {
      const copy = sanitize(attributes);
      replace(isObject(copy) ? copy : NONE);
    },
    setProperty: (key, value) =>
      replace({ ...current, ...(sanitize({ [key]: value }) as Attributes) }),
    removeProperty(key) {
      const { [key]: _, ...rest } = current;
      replace(rest);
    },
    clear: () => replace(NONE),
    get: () => structuredClone(current),
    find: (at) => history.find(at) ?? NONE,
  };
}

/** The contexts of one instance. */
export interface Contexts {
  global: Context;
  user: Context;
  account: Context;
}

export function createContexts(): Contexts {
  return {
    global: createContext(),
    user: createContext(['id', 'name', 'email', 'anonymous_id']),
    account: createContext(['id', 'name']),
  };
}

function isObject(value: unknown): value is Attributes {
  return typeof value === 'object' && value !== null && !Array.isArray(value);
}
