/** Spans begun and not ended: the oldest is forgotten beyond this many. */
const MAX_OPEN = 1_000;

/** What the page has begun and not ended yet, by a key of the page's choice. */
export function createOpenSpans<T>() {
  const open = new Map<unknown, T>();
  return {
    /** @returns what was open under the key and is replaced */
    start(key: unknown, span: T): T | undefined {
      const replaced = this.stop(key);
      if (open.size >= MAX_OPEN) open.delete(open.keys().next().value);
      open.set(key, span);
      return replaced;
    },
    stop(key: unknown): T | undefined {
      const span = open.get(key);
      open.delete(key);
      return span;
    },
  };
}
