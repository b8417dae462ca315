import type { SegmentHeader } from '@firsthand/protocol/replay';

type Reason = SegmentHeader['creation_reason'];

/** Calls `listener` each time the page may be about to end, after events had their turn: see core's `onPageExit`. */
export function onPageEnd(listener: (reason: Reason) => void, signal: AbortSignal): void {
  addEventListener(
    'visibilitychange',
    () => document.visibilityState === 'hidden' && listener('visibility_hidden'),
    { signal },
  );
  addEventListener('pagehide', () => listener('before_unload'), { signal });
  document.addEventListener('freeze', () => listener('page_frozen'), { signal });
}
