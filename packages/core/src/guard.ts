/** Called with what Firsthand itself got wrong. */
export type OnFault = (fault: unknown) => void;

/** Different faults that are told of in the console. */
const MAX_SAID = 20;

/** Of all instances: what one does another one must not take for the page's doing. */
const state = /* @__PURE__ */ createState();

function createState() {
  return { depth: 0, faults: 0, said: new Set<string>() };
}

/**
 * Runs `work`; nothing that it throws gets out. What the page is made to do meanwhile, by a getter or by its `beforeSend`, is
 * not its own doing: see {@link isGuarded}.
 *
 * @param onFault told of what was thrown. Default: {@link complain}
 * @returns what `work` returned; `undefined` if it threw
 */
export function guard<T>(work: () => T, onFault: OnFault = complain): T | undefined {
  state.depth += 1;
  try {
    return work();
  } catch (fault) {
    try {
      onFault(fault);
    } catch {
      // Nobody is left to be told.
    }
    return undefined;
  } finally {
    state.depth -= 1;
  }
}

/** For `guard`, where a browser may refuse: then nothing went wrong. */
export function ignore(): void {}

/** A function that never throws. */
export function guarded<Given extends unknown[], T>(
  work: (...given: Given) => T,
  onFault?: OnFault,
): (...given: Given) => T | undefined {
  return (...given) => guard(() => work(...given), onFault);
}

/** Has a promise of ours never be an unhandled one of the page's. */
export async function guardPromise(promise: PromiseLike<unknown> | undefined): Promise<void> {
  try {
    await promise;
  } catch (fault) {
    guard(() => complain(fault));
  }
}

/** Whether what happens now is Firsthand's doing, and none of the page's. */
export function isGuarded(): boolean {
  return state.depth > 0;
}

/**
 * Runs a function of the page's own, whose doing is the page's: what it throws is told in the console, and does not get out.
 *
 * @param name of the function, for the message
 */
export function callPage<T>(name: string, work: () => T): T | undefined {
  const { depth } = state;
  state.depth = 0;
  try {
    return work();
  } catch (error) {
    guard(() => console.error(`Firsthand: ${name} threw:`, error), ignore);
    return undefined;
  } finally {
    state.depth = depth;
  }
}

/** Counts a fault, and tells of it in the console, of each once. */
export function complain(fault: unknown): void {
  state.faults += 1;
  guard(() => {
    const text = String(fault);
    if (state.said.has(text) || state.said.size >= MAX_SAID) return;
    state.said.add(text);
    console.warn('Firsthand:', fault);
  }, ignore);
}

/** How many faults there were, of all instances. */
export function faultCount(): number {
  return state.faults;
}
