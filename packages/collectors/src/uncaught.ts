/**
 * Calls `listener` with the events of errors that nothing caught. One that begins to listen during an event is not told
 * of it.
 */
export function onUncaught(listener: (event: Event) => void, signal: AbortSignal): void {
  for (const type of ['error', 'unhandledrejection']) addEventListener(type, listener, { signal });
}
