type Json = Record<string, unknown>;

/** An object that says `own`, and inherits the rest from `shared`; where both hold an object, its own has both. */
export function inherit(shared: Json, own: Json): Json {
  const heir = Object.create(shared) as Json;
  for (const key of Object.keys(own)) {
    const [value, base] = [own[key], shared[key]];
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

/** Makes something anew only where a part that it is made from is another than the last time. */
export function createKept<Made>(): (parts: readonly unknown[], make: () => Made) => Made {
  let kept: { parts: readonly unknown[]; made: Made } | undefined;
  return (parts, make) => {
    if (!kept || kept.parts.some((part, index) => part !== parts[index]))
      kept = { parts, made: make() };
    return kept.made;
  };
}

function isObject(value: unknown): value is Json {
  return typeof value === 'object' && value !== null && !Array.isArray(value);
}
