import { defineCollector } from '@firsthand/core';
import { errorData } from './error-data.js';
import { createErrorLimit } from './error-limit.js';

/** Errors that nothing caught: thrown ones and rejected promises. */
export const errors = defineCollector('errors', ({ signal, share }) => {
  const report = share(createErrorLimit);
  const unhandled = { source: 'source', handling: 'unhandled' } as const;
  addEventListener(
    'error',
    (event) => {
      const { error, message, filename, lineno, colno, timeStamp } = event;
      // A resource that did not load fires one too, without bubbling and without a message.
      if (!(event instanceof ErrorEvent)) return;
      const data = errorData(error ?? { message }, unhandled);
      if (!error && filename)
        data.error.stack ??= `Error: ${message}\n    at ${filename}:${lineno}:${colno}`;
      // https://html.spec.whatwg.org/#muted-errors
      if (!error && !filename && /^Script error\.?$/i.test(message))
        data.error.is_cross_origin = true;
      report(data, timeStamp);
    },
    { signal },
  );
  addEventListener(
    'unhandledrejection',
    ({ reason, timeStamp }) => report(errorData(reason, unhandled), timeStamp),
    { signal },
  );
});
