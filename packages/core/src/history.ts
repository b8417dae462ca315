interface Entry<T> {
  value: T;
  start: number;
  end: number;
}

/**
 * What was active when: answers questions about the recent past, because signals reach us later than they
 * happen. Times are relative.
 */
export interface History<T> {
  /** Closes the open entry, if any, and opens one. */
  start(value: T, at: number): void;
  /** Closes the open entry. */
  end(at: number): void;
  /** Gives the open entry another value, as if it had been that from its start. */
  rename(value: T): void;
  /** Has the earliest value hold from the beginning of all time. */
  backdate(): void;
  /** Whether a value was active and is no more. */
  hasEnded(value: T): boolean;
  /** The value active at that time. The boundary belongs to the later entry. */
  find(at: number): T | undefined;
}

/** @param maxEntries older entries are forgotten: the bound on memory */
export function createHistory<T>(maxEntries = 100): History<T> {
  const entries: Entry<T>[] = []; // newest first
  const end = (at: number) => {
    const newest = entries[0];
    if (newest && newest.end === Infinity) newest.end = at;
  };
  return {
    start(value, at) {
      end(at);
      entries.unshift({ value, start: at, end: Infinity });
      entries.length = Math.min(entries.length, maxEntries);
    },
    end,
    rename(value) {
      const newest = entries[0];
      if (newest?.end === Infinity) newest.value = value;
    },
    backdate() {
      const oldest = entries.at(-1);
      if (oldest) oldest.start = -Infinity;
    },
    hasEnded: (value) => entries.some((entry) => entry.value === value && entry.end < Infinity),
    find: (at) => entries.find((entry) => entry.start <= at && at < entry.end)?.value,
  };
}
