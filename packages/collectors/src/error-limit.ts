import { about, now, type CollectorScope, type EventData } from '@firsthand/core';
import { originOf } from './error-origin.js';
import { createToldErrors } from './told-errors.js';

const MAX_ERRORS = 300;
const WINDOW = 60_000;

/**
 * Reports errors, 300 a minute at most, so that one that repeats itself, perhaps because of us, costs neither page nor
 * server. The first that is left out is told of. What was thrown and has been told of by the page is left out.
 */
export function createErrorLimit({ emit, share }: CollectorScope) {
  const told = share(createToldErrors);
  let windowStart = -Infinity;
  let count = 0;
  return (data: EventData<'error'>, at: number, thrown?: unknown): void => {
    if (told.has(thrown as object)) return;
    if (now() - windowStart >= WINDOW) {
      windowStart = now();
      count = 0;
    }
    count += 1;
    if (count <= MAX_ERRORS) {
      const { handling_stack: handlingStack } = data.error;
      data.error.origin = originOf(data.error);
      emit(
        'error',
        about(data, { handlingStack, ...(thrown !== undefined && { error: thrown }) }),
        at,
      );
    } else if (count === MAX_ERRORS + 1) {
      const message = `More than ${MAX_ERRORS} errors in a minute; the rest of them is left out`;
      emit('error', { error: { message, source: 'agent', handling: 'handled' } }, at);
    }
  };
}
