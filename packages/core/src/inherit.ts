type Json = Record<string, unknown>;

/** An object that says `own`, and inherits the rest from `shared`; where both hold an object, its own has both. */
export function inherit(shared: Json, own: Json): Json {
  const heir = Object.create(shared) as Json;
  for (const [key, value] of Object.entries(own)) {
    const base = shared[key];
    heir[key] = isObject(value) && isObject(base) ? { ...base, ...value } : value;
  }
  return heir;
}

/** What an object inherits, if it inherits from another. */
export function inheritedBy(heir: object): object | undefined {
  const shared = Object.getPrototypeOf(heir) as object | null;
  return shared && shared !== Object.prototype ? shared : undefined;
}

/** The same as a plain object, which inherits nothing. */
export function complete<T extends object>(heir: T): T {
  return { ...inheritedBy(heir), ...heir };
}

/** Makes of each object something once. The object must not change. */
export function onceOf<Made>(make: (from: object) => Made): (from: object) => Made {
  const known = new WeakMap<object, Made>();
  return (from) => {
    const made = known.get(from) ?? make(from);
    known.set(from, made);
    return made;
  };
}

/** Gives the object of before for as long as the next says the same. */
export function createSteady<T extends object>(): (next: T) => T {
  let last: T | undefined;
  return (next) => (last = last && isSame(last, next) ? last : next);
}

function isSame<T extends object>(one: T, other: T): boolean {
  const keys = Object.keys(one) as (keyof T)[];
  return keys.length === Object.keys(other).length && keys.every((key) => one[key] === other[key]);
}

function isObject(value: unknown): value is Json {
  return typeof value === 'object' && value !== null && !Array.isArray(value);
}
