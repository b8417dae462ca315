import { complain, guard, type OnFault } from '../guard.js';
import { onAbort } from './listen.js';
import { setTimer } from './schedule.js';

/** Raised when observers are told something else: bundles of both kinds then patch side by side. */
const PATCH = Symbol.for('firsthand.patch.5');

// oxlint-disable-next-line typescript/no-explicit-any -- Of whatever arguments.
type Method = (...args: any[]) => any;

/** A call of a patched method. */
export interface PatchedCall<F extends Method = Method> {
  /** The method as it was. */
  readonly original: F;
  readonly self: ThisParameterType<F>;
  readonly args: Parameters<F>;
  /** Of ours, the function that the page called: what is below it on the stack is the page's. */
  readonly entry: Method;
}

/** Makes the call, and tells the observers, of whom there is at least one. */
type Around<F extends Method, Observer> = (
  call: PatchedCall<F>,
  observers: ReadonlySet<Observer>,
) => ReturnType<F>;

interface Patch<Observer> {
  original: Method;
  observers: Set<Observer>;
  /** Unless someone observes it. @returns whether it was on top */
  restore: () => boolean;
}

interface PatchParts<Owner, F extends Method, Observer> {
  owner: Owner;
  key: keyof Owner & string;
  observer: Observer;
  around: Around<F, Observer>;
  /** Told where the page has locked the method. Default: that is said in the console */
  onLocked?: OnFault;
}

/**
 * Observes the calls of a method until `signal` aborts. It is wrapped once, however many observers, instances or bundles
 * of Firsthand ask: the observers live on the wrapper. When the last one leaves, the original comes back; if someone else
 * has wrapped it in the meantime and does not leave at the same time, ours stays in the chain and only passes calls on. A
 * method that the page has locked is not observed.
 */
export function patch<Owner extends object, F extends Method, Observer>(
  { owner, key, observer, around, onLocked }: PatchParts<Owner, F, Observer>,
  signal: AbortSignal,
): void {
  const present =
    patchOf<Observer>(owner[key]) ??
    guard(
      () => wrap<F, Observer>(owner, key, around),
      onLocked ?? (() => complain(new Error(`The page has locked ${key}, which is not observed`))),
    );
  if (!present || signal.aborted) return;
  present.observers.add(observer);
  onAbort(signal, () => {
    present.observers.delete(observer);
    if (!present.observers.size && !present.restore()) setTimer(present.restore);
  });
}

/** The method as it was before Firsthand wrapped it. */
export function unpatched<F>(method: F): F {
  return (patchOf(method)?.original as F | undefined) ?? method;
}

/** As a proxy the wrapper has the name, the length and all other members of what it wraps. */
function wrap<F extends Method, Observer>(
  owner: object,
  key: string,
  around: Around<F, Observer>,
): Patch<Observer> {
  const [holder, descriptor] = holderOf(owner, key);
  const original = (owner as Record<string, F>)[key] as F;
  const observers = new Set<Observer>();
  const entry = (_: F, self: unknown, args: unknown[]): unknown =>
    observers.size
      ? around({ original, self: self as never, args: args as Parameters<F>, entry }, observers)
      : Reflect.apply(original, self, args);
  const wrapper: F = new Proxy(original, {
    apply: entry,
    get: (target, name) => (name === PATCH ? patched : (Reflect.get(target, name) as unknown)),
  });
  const patched: Patch<Observer> = {
    original,
    observers,
    restore() {
      const isOnTop = (owner as Record<string, F>)[key] === wrapper;
      if (isOnTop && !observers.size) Object.defineProperty(holder, key, descriptor);
      return isOnTop;
    },
  };
  const { enumerable = true } = descriptor;
  Object.defineProperty(holder, key, {
    value: wrapper,
    writable: true,
    configurable: true,
    enumerable,
  });
  return patched;
}

/** Where a property is: an object, or one that it inherits from. */
function holderOf(owner: object, key: string): [holder: object, PropertyDescriptor] {
  for (let holder: object | null = owner; holder; holder = Reflect.getPrototypeOf(holder)) {
    const descriptor = Reflect.getOwnPropertyDescriptor(holder, key);
    if (descriptor) return [holder, descriptor];
  }
  throw new TypeError(`There is no ${key}`);
}

function patchOf<Observer>(method: unknown): Patch<Observer> | undefined {
  return guard(() => (method as { [PATCH]?: Patch<Observer> } | undefined)?.[PATCH]);
}
