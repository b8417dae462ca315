import type { Collector } from '@firsthand/core';
import { errorData } from './error-data.js';
import { createErrorLimit } from './error-limit.js';
import { onUncaught } from './uncaught.js';

export interface UncaughtOptions {
  /** Events of errors that came before. */
  uncaught?: readonly Event[];
  /** Events of errors that came since. */
  early?: readonly Event[];
}

/** Errors that nothing caught: thrown ones and rejected promises. */
export function errors({ uncaught = [], early = [] }: UncaughtOptions = {}): Collector {
  const waiting = [...uncaught, ...early];
  return {
    name: 'errors',
    starts: (wake, signal) =>
      onUncaught((event) => {
        waiting.push(event);
        wake();
      }, signal),
    start({ signal, share }) {
      const report = share(createErrorLimit);
      const unhandled = { source: 'source', handling: 'unhandled' } as const;
      const observe = (event: Event) => {
        if (event.type === 'unhandledrejection') {
          const { reason, timeStamp } = event as PromiseRejectionEvent;
          return report(errorData(reason, unhandled), timeStamp, reason);
        }
        // A resource that did not load fires one too, without bubbling and without a message.
        if (!(event instanceof ErrorEvent)) return;
        const { error, message, filename, lineno, colno, timeStamp } = event;
        const data = errorData(error ?? { message }, unhandled);
        if (!error && filename)
          data.error.stack ??= `Error: ${message}\n    at ${filename}:${lineno}:${colno}`;
        // https://html.spec.whatwg.org/#muted-errors
        if (!error && !filename && /^Script error\.?$/i.test(message))
          data.error.is_cross_origin = true;
        report(data, timeStamp, error);
      };
      waiting.splice(0).forEach(observe);
      onUncaught(observe, signal);
    },
  };
}
