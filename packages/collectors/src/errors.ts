import { defineCollector } from '@firsthand/core';
import { errorData } from './error-data.js';

/** Errors that nothing caught: thrown ones and rejected promises. */
export const errors = defineCollector('errors', ({ emit, signal }) => {
  const unhandled = { source: 'source', handling: 'unhandled' } as const;
  addEventListener(
    'error',
    ({ error, message, timeStamp }) =>
      emit('error', errorData(error ?? { message }, unhandled), timeStamp),
    { signal },
  );
  addEventListener(
    'unhandledrejection',
    ({ reason, timeStamp }) => emit('error', errorData(reason, unhandled), timeStamp),
    { signal },
  );
});
