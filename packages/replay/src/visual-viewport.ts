import { clearTimer, forTypes, listen, onAbort, setTimer, type Timer } from '@firsthand/core';

/** A pinched or panned viewport is told at most so often, in milliseconds. */
const INTERVAL = 200;

/** Tells where and how large the visible part of the page is, and again when it has changed. */
export function followVisualViewport(
  onChange: (viewport: Record<string, number>) => void,
  signal: AbortSignal,
): void {
  const { visualViewport } = globalThis as { visualViewport?: VisualViewport | null };
  if (!visualViewport) return;
  let timer: Timer | undefined;
  const tell = () => {
    timer = undefined;
    const { offsetLeft, offsetTop, pageLeft, pageTop, width, height, scale } = visualViewport;
    onChange({ offsetLeft, offsetTop, pageLeft, pageTop, width, height, scale });
  };
  const tellSoon = () => (timer ??= setTimer(tell, INTERVAL));
  listen(visualViewport, forTypes(['resize', 'scroll'], tellSoon), { signal });
  onAbort(signal, () => clearTimer(timer));
}
