import { createToldErrors, handlingStack, type ErrorFacts } from '@firsthand/collectors';
import { about, guard, guardPromise } from '@firsthand/core';
import type { Calls } from './early-calls.js';
import type { LatePart } from './late/late-part.js';
import type { Slim } from './late/parts.js';
import { ownContext } from './own-context.js';

/**
 * What a framework knows of an error, in the fields of its event; with it, an error object that has been reported is not
 * reported again. Default: `{ source: 'custom', handling: 'handled' }`
 */
export type ErrorDetails = Partial<ErrorFacts>;

/** What a page says of errors. */
export interface ErrorMethods {
  /**
   * Reports an error that the page has handled. `context` is any JSON that explains it. The same error object, seen in
   * the console or uncaught afterwards, is not reported again.
   */
  addError(error: unknown, context?: object, details?: ErrorDetails): void;
}

export function errorMethods({ now, whenRunning }: Calls, late: LatePart<Slim>): ErrorMethods {
  const add = (error: unknown, { stack, context, details }: AddedError) => {
    const at = now();
    const own = ownContext(context).context;
    whenRunning(({ share, unsent }) => {
      const told = share(createToldErrors);
      if (details && told.has(error as object)) return;
      // At once: who sees it next must know.
      told.add(Object(error) as object);
      const report = late.when(({ createErrorLimit, errorData }) => {
        const data = errorData(error, { source: 'custom', handling: 'handled', ...details });
        if (stack) data.error.handling_stack = stack;
        if (own) data.context = { ...data.context, ...own };
        share(createErrorLimit)(about(data, { error }), at);
      }, unsent);
      void guardPromise(report);
    });
  };
  return {
    addError: function addError(error, context, details) {
      const stack = handlingStack(addError);
      guard(() => add(error, { stack, context, details }));
    },
  };
}

interface AddedError {
  stack: string | undefined;
  context: object | undefined;
  details: ErrorDetails | undefined;
}
