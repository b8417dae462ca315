import { isHidden, listen } from '@firsthand/core';
import type { SegmentHeader } from '@firsthand/protocol/replay';

type Reason = SegmentHeader['creation_reason'];

/** Calls `listener` each time the page may be about to end, after events had their turn: see core's `onPageExit`. */
export function onPageEnd(listener: (reason: Reason) => void, signal: AbortSignal): void {
  listen(
    window,
    {
      visibilitychange: () => isHidden() && listener('visibility_hidden'),
      pagehide: () => listener('before_unload'),
    },
    { signal },
  );
  listen(document, { freeze: () => listener('page_frozen') }, { signal });
}
