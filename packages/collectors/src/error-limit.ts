import { now, type CollectorScope, type EventData } from '@firsthand/core';

const MAX_ERRORS = 300;
const WINDOW = 60_000;

/**
 * Reports errors that nobody chose to report, 300 a minute at most, so that one that repeats itself, perhaps because
 * of us, costs neither page nor server. The first that is left out is told of.
 */
export function createErrorLimit({ emit }: CollectorScope) {
  let windowStart = -Infinity;
  let count = 0;
  return (data: EventData<'error'>, at: number): void => {
    if (now() - windowStart >= WINDOW) {
      windowStart = now();
      count = 0;
    }
    count += 1;
    if (count <= MAX_ERRORS) emit('error', data, at);
    else if (count === MAX_ERRORS + 1) {
      const message = `More than ${MAX_ERRORS} errors in a minute; the rest of them is left out`;
      emit('error', { error: { message, source: 'agent', handling: 'handled' } }, at);
    }
  };
}
