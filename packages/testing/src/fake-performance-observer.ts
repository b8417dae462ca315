type Listener = (list: PerformanceObserverEntryList) => void;

/**
 * Stands in for the browser's PerformanceObserver, so that a test says what is observed.
 *
 * @returns `deliver` hands entries to all who observe their type; `restore` puts the browser's own back
 */
export function fakePerformanceObserver(types: readonly string[]) {
  const browsers = globalThis.PerformanceObserver;
  const listeners = new Map<string, Set<Listener>>();

  class FakePerformanceObserver {
    static readonly supportedEntryTypes = types;
    readonly #listener: Listener;
    constructor(listener: Listener) {
      this.#listener = listener;
    }
    observe({ type = '' }: PerformanceObserverInit) {
      const observing = listeners.get(type) ?? new Set();
      listeners.set(type, observing.add(this.#listener));
    }
    disconnect() {
      for (const observing of listeners.values()) observing.delete(this.#listener);
    }
    takeRecords() {
      return [];
    }
  }
  globalThis.PerformanceObserver = FakePerformanceObserver as never;

  return {
    deliver(type: string, ...entries: object[]) {
      const list = { getEntries: () => entries } as unknown as PerformanceObserverEntryList;
      for (const listener of listeners.get(type) ?? []) listener(list);
    },
    restore: () => void (globalThis.PerformanceObserver = browsers),
  };
}
