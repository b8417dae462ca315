/**
 * Calls `listener` when the page comes back from the back/forward cache, with the relative times at which it
 * was left and came back. https://web.dev/articles/bfcache
 */
export function onPageRestore(
  listener: (times: { leftAt: number; restoredAt: number }) => void,
  signal: AbortSignal,
): void {
  let leftAt = 0;
  addEventListener('pagehide', ({ timeStamp }) => (leftAt = timeStamp), { signal });
  addEventListener(
    'pageshow',
    ({ persisted, timeStamp }) => persisted && listener({ leftAt, restoredAt: timeStamp }),
    { signal },
  );
}
