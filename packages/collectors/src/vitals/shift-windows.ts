export interface LayoutShift extends PerformanceEntry {
  value: number;
  hadRecentInput: boolean;
  sources: { node?: Node; previousRect: DOMRectReadOnly; currentRect: DOMRectReadOnly }[];
}

/** Shifts with pauses below one second are one window, of five seconds at most. https://web.dev/articles/cls */
const MAX_PAUSE = 1_000;
const MAX_WINDOW = 5_000;

interface ShiftWindow {
  start: number;
  end: number;
  score: number;
  largest: LayoutShift;
}

export interface ShiftWindows {
  latest?: ShiftWindow;
  worst?: ShiftWindow;
}

/** Adds a shift to a view's windows, of which the latest and the worst are kept. */
export function withShift({ latest, worst }: ShiftWindows, shift: LayoutShift): ShiftWindows {
  const { startTime, value } = shift;
  const isWithin =
    latest && startTime - latest.end < MAX_PAUSE && startTime - latest.start < MAX_WINDOW;
  const window = isWithin
    ? {
        ...latest,
        end: startTime,
        score: latest.score + value,
        largest: value > latest.largest.value ? shift : latest.largest,
      }
    : { start: startTime, end: startTime, score: value, largest: shift };
  return { latest: window, worst: worst && worst.score >= window.score ? worst : window };
}
