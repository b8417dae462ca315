/** What is still there that was started while counting. */
export interface Leaks {
  listeners: string[];
  timers: number;
  observers: number;
  patches: string[];
}

type Restore = () => void;

/** Counts listeners, timers, observers and patches from now on. `stop` puts the browser back and answers. */
export function countLeaks(): { stop: () => Leaks } {
  const patches = patchCheck();
  const listeners = new Set<string>();
  const timers = new Set<unknown>();
  const observers = new Set<object>();
  const restore = [countListeners(listeners), countTimers(timers), countObservers(observers)];
  return {
    stop() {
      for (const undo of restore) undo();
      return {
        listeners: Array.from(listeners),
        timers: timers.size,
        observers: observers.size,
        patches: patches(),
      };
    },
  };
}

function countListeners(open: Set<string>): Restore {
  const { addEventListener } = EventTarget.prototype;
  let serial = 0;
  EventTarget.prototype.addEventListener = function add(
    this: EventTarget,
    ...[type, listener, options]: Parameters<EventTarget['addEventListener']>
  ) {
    const { signal, once } = typeof options === 'object' ? options : {};
    if (!signal?.aborted && !(this instanceof AbortSignal) && !once) {
      const name = `${type} ${(serial += 1)}`;
      open.add(name);
      if (signal) Reflect.apply(addEventListener, signal, ['abort', () => open.delete(name)]);
    }
    Reflect.apply(addEventListener, this, [type, listener, options]);
  };
  return () => {
    EventTarget.prototype.addEventListener = addEventListener;
  };
}

function countTimers(open: Set<unknown>): Restore {
  const { setTimeout, clearTimeout, requestIdleCallback, cancelIdleCallback } = globalThis;
  globalThis.setTimeout = ((work: () => void, delay?: number) => {
    const handle = setTimeout(() => {
      open.delete(handle);
      work();
    }, delay);
    open.add(handle);
    return handle;
  }) as typeof setTimeout;
  globalThis.clearTimeout = (handle) => {
    open.delete(handle);
    clearTimeout(handle);
  };
  globalThis.requestIdleCallback = (work, options) => {
    const handle = requestIdleCallback((deadline) => {
      open.delete(`idle ${handle}`);
      work(deadline);
    }, options);
    open.add(`idle ${handle}`);
    return handle;
  };
  globalThis.cancelIdleCallback = (handle) => {
    open.delete(`idle ${handle}`);
    cancelIdleCallback(handle);
  };
  return () =>
    Object.assign(globalThis, {
      setTimeout,
      clearTimeout,
      requestIdleCallback,
      cancelIdleCallback,
    });
}

function countObservers(open: Set<object>): Restore {
  const restores = [PerformanceObserver, MutationObserver, ResizeObserver].map(({ prototype }) => {
    const { observe, disconnect } = prototype as Observer;
    Object.assign(prototype, {
      observe(this: Observer, ...args: unknown[]) {
        open.add(this);
        Reflect.apply(observe, this, args);
      },
      disconnect(this: Observer) {
        open.delete(this);
        Reflect.apply(disconnect, this, []);
      },
    });
    return () => Object.assign(prototype, { observe, disconnect });
  });
  return () => restores.forEach((restore) => restore());
}

interface Observer {
  observe: (...args: unknown[]) => void;
  disconnect: () => void;
}

/** Remembers what Firsthand patches; the answer names what is no longer as it was. */
function patchCheck(): () => string[] {
  const places: Record<string, () => unknown> = {
    fetch: () => globalThis.fetch,
    'XMLHttpRequest.open': () => XMLHttpRequest.prototype.open,
    'XMLHttpRequest.send': () => XMLHttpRequest.prototype.send,
    'history.pushState': () => history.pushState,
    'history.replaceState': () => history.replaceState,
  };
  const before = Object.entries(places).map(([name, read]) => [name, read, read()] as const);
  return () => before.filter(([, read, value]) => read() !== value).map(([name]) => name);
}
