import { listen } from './listen.js';

/**
 * Calls `listener` when the page comes back from the back/forward cache, with the relative times at which it
 * was left and came back. https://web.dev/articles/bfcache
 */
export function onPageRestore(
  listener: (times: { leftAt: number; restoredAt: number }) => void,
  signal: AbortSignal,
): void {
  let leftAt = 0;
  listen(
    window,
    {
      pagehide({ timeStamp }) {
        leftAt = timeStamp;
      },
      pageshow({ persisted, timeStamp }) {
        if (persisted) listener({ leftAt, restoredAt: timeStamp });
      },
    },
    { signal },
  );
}
