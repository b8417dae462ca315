import { guard, ignore, type Collector } from '@firsthand/core';
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
        const { timeStamp } = event;
        if (event.type === 'unhandledrejection') {
          const reason = reasonOf(event as PromiseRejectionEvent & { detail?: unknown });
          return report(errorData(reason, unhandled), timeStamp, reason);
        }
        const { error, message, filename, lineno, colno } = event as ErrorEvent;
        // A resource that did not load fires one too, without bubbling and without a message.
        if (typeof message !== 'string') return;
        const data = errorData(error ?? { message }, unhandled);
        if (!error && filename)
          data.error.stack ??= `Error: ${data.error.message}\n    at ${filename}:${lineno}:${colno}`;
        // https://html.spec.whatwg.org/#muted-errors
        if (!error && !filename && /^Script error\.?$/i.test(message))
          data.error.is_cross_origin = true;
        report(data, timeStamp, error);
      };
      for (const event of waiting.splice(0)) guard(() => observe(event));
      onUncaught(observe, signal);
    },
  };
}

/** Libraries of promises tell of rejections by an event of their own: http://bluebirdjs.com/docs/api/error-management-configuration.html */
function reasonOf({ reason, detail }: PromiseRejectionEvent & { detail?: unknown }): unknown {
  if (reason !== undefined) return reason;
  return guard(() => (detail as { reason?: unknown } | undefined)?.reason, ignore);
}
