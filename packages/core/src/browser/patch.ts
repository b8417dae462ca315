/** Raised when observers are told something else: bundles of both kinds then patch side by side. */
const PATCH = Symbol.for('firsthand.patch.3');

interface Patch<Observer> {
  original: (...args: never[]) => unknown;
  observers: Set<Observer>;
}

/**
 * Wraps a method of the browser once, however many observers, instances or bundles of Firsthand ask: the
 * observers live on the wrapper itself. When the last observer leaves, the original comes back; if someone
 * else has wrapped it in the meantime, ours stays in the chain and only passes calls on.
 *
 * @param wrap makes the wrapper from the original and the live set of observers
 */
export function patch<Owner extends object, Key extends keyof Owner, Observer>(
  {
    owner,
    key,
    wrap,
    observer,
  }: {
    owner: Owner;
    key: Key;
    wrap: (original: Owner[Key], observers: ReadonlySet<Observer>) => Owner[Key];
    observer: Observer;
  },
  signal: AbortSignal,
): void {
  const present = patchOf<Observer>(owner[key]);
  const { original, observers } = present ?? {
    original: owner[key],
    observers: new Set<Observer>(),
  };
  observers.add(observer);
  let wrapper = owner[key];
  if (!present) {
    wrapper = wrap(original as Owner[Key], observers);
    Object.defineProperty(wrapper, PATCH, { value: { original, observers } });
    owner[key] = wrapper;
  }
  signal.addEventListener(
    'abort',
    () => {
      observers.delete(observer);
      if (!observers.size && owner[key] === wrapper) owner[key] = original as Owner[Key];
    },
    { once: true },
  );
}

/** The method as it was before Firsthand wrapped it. */
export function unpatched<F>(method: F): F {
  return (patchOf(method)?.original as F | undefined) ?? method;
}

function patchOf<Observer>(method: unknown): Patch<Observer> | undefined {
  return (method as { [PATCH]?: Patch<Observer> } | undefined)?.[PATCH];
}
