import { defineCollector } from '@firsthand/core';
import { errorData } from './error-data.js';
import { createErrorLimit } from './error-limit.js';

export interface UncaughtOptions {
  /** Events of errors that came before. */
  uncaught?: readonly Event[];
}

/** Errors that nothing caught: thrown ones and rejected promises. */
export const errors = defineCollector<UncaughtOptions>(
  'errors',
  ({ signal, share }, { uncaught = [] } = {}) => {
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
    uncaught.forEach(observe);
    for (const type of ['error', 'unhandledrejection']) addEventListener(type, observe, { signal });
  },
);
