import { onUncaught } from '@firsthand/collectors';
import { defineCollector, guard, now as currentTime } from '@firsthand/core';
import { createRum, type Rum } from './create-rum.js';
import { defaultCollectors } from './default-collectors.js';
import { createRum as createDefaultRum } from './index.js';
import { whole } from './late/parts.js';

/** What the snippet has left in place of the SDK. */
interface Snippet {
  /** Calls that the page has made: method, arguments, relative time. */
  calls: [method: keyof Rum, given: unknown[], at: number][];
  /** Events of errors that nothing caught. */
  uncaught: Event[];
  /** Ends collecting them. */
  stop(): void;
}

interface Global {
  FIRSTHAND?: Partial<Snippet>;
}

/** Errors before `init` that are kept. */
const MAX_UNCAUGHT = 100;

/** What the script tag makes of itself: `FIRSTHAND`, which then does what the page has asked the snippet for. */
adopt((globalThis as Global).FIRSTHAND ?? {});

function adopt(early: Partial<Snippet> & { rum?: object }): void {
  const { calls = [], uncaught = [], stop, rum: present } = early;
  // The script was loaded before.
  if (present && !stop) return;
  stop?.();
  let madeAt: number | undefined;
  /** Until `init` says what may become of errors. */
  const waiting = new AbortController();
  onUncaught((event) => {
    if (uncaught.length < MAX_UNCAUGHT) uncaught.push(event);
  }, waiting.signal);
  // A later start does not report them again.
  const collectorsOf: typeof defaultCollectors = (configuration) => {
    waiting.abort();
    return defaultCollectors({ ...configuration, uncaught: uncaught.splice(0) });
  };
  const rum = createRum({ now: () => madeAt ?? currentTime(), collectorsOf, late: whole });
  const api = {
    createRum: createDefaultRum,
    defaultCollectors: collectorsOf,
    defineCollector,
    rum,
    init: rum.init,
    onReady: rum.onReady,
  };
  (globalThis as { FIRSTHAND?: object }).FIRSTHAND = api;
  const make = ([method, given, at]: Snippet['calls'][number]) => {
    // What a callback does it does now.
    madeAt = method === 'onReady' ? undefined : at;
    guard(() => (rum[method] as (...given: unknown[]) => void)(...given));
    madeAt = undefined;
  };
  for (const call of calls) make(call);
  // Who still has what the snippet made goes on by it.
  calls.length = 0;
  calls.push = (...later) => {
    for (const call of later) make(call);
    return 0;
  };
}
