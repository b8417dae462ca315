/** Called with what Firsthand itself got wrong; nothing is ever thrown into the page. */
export type OnFault = (fault: unknown) => void;

/** Runs `work`; a throw becomes a fault. */
export function guard(work: () => void, onFault: OnFault): void {
  try {
    work();
  } catch (fault) {
    onFault(fault);
  }
}
