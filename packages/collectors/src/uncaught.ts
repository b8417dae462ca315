import { forTypes, listen } from '@firsthand/core';

/**
 * Calls `listener` with the events of errors that nothing caught. One that begins to listen during an event is not told
 * of it.
 */
export function onUncaught(listener: (event: Event) => void, signal: AbortSignal): void {
  listen(window, forTypes(['error', 'unhandledrejection'], listener), { signal });
}
