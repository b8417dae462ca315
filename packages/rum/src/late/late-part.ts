import { guard, guardPromise } from '@firsthand/core';

/** A part of the SDK that comes as a chunk of its own. */
export interface LatePart<Part> {
  /** Has the browser load it, unless it is there or on its way. Resolves when it is there, or will not be. */
  load(): Promise<void>;
  /**
   * Runs `work` as soon as the part is there: at once if it is, since a page that ends gives no other moment; never after
   * `signal` has aborted.
   *
   * @returns resolves when it has run, or will not
   */
  when(work: (part: Part) => void, signal: AbortSignal): Promise<void>;
}

export function latePart<Part>(importPart: () => Promise<Part>): LatePart<Part> {
  let part: Part | undefined;
  let loading: Promise<void> | undefined;
  // From a short stack: for `import()` V8 works out positions in every script that is on it, an app's whole bundle.
  const loadPart = async () => {
    await undefined;
    part = await importPart();
  };
  const load = () => (loading ??= guardPromise(loadPart()));
  return {
    load,
    async when(work, signal) {
      if (!part) await load();
      const loaded = part;
      if (loaded && !signal.aborted) guard(() => work(loaded));
    },
  };
}
