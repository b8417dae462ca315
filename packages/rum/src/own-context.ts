import { sanitize, type Attributes } from '@firsthand/core';

/** The context of one event, as it is now. */
export function ownContext(context: object | undefined): { context?: Attributes } {
  const copy = context && sanitize(context);
  return copy && typeof copy === 'object' && !Array.isArray(copy) ? { context: copy } : {};
}
