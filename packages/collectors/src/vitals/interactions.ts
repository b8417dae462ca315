/** An event of which the browser tells how long it took. https://w3c.github.io/event-timing/ */
export interface EventTiming extends PerformanceEntry {
  processingStart: number;
  processingEnd: number;
  interactionId: number;
  target?: Node | null;
}

export interface Interaction {
  id: number;
  /** Milliseconds until the browser showed what came of it. */
  latency: number;
  /** Its events that were shown together, last of all. */
  entries: EventTiming[];
}

/** The longest interactions of a view that are kept. */
const MAX_INTERACTIONS = 10;
/** One outlier is left out for each so many interactions: the 98th percentile. https://web.dev/articles/inp */
const PER_OUTLIER = 50;
/** Durations are rounded to this, in milliseconds. */
const ROUNDING = 8;

/** Adds an entry to a view's longest interactions, longest first. */
export function withEntry(longest: readonly Interaction[], entry: EventTiming): Interaction[] {
  const { interactionId: id, duration, startTime } = entry;
  const known = longest.find((interaction) => interaction.id === id);
  const latency = Math.max(duration, known?.latency ?? 0);
  const [first] = known?.entries ?? [];
  // Its events that were shown together explain it together.
  const isShownWith =
    first && Math.abs(startTime + duration - first.startTime - first.duration) <= ROUNDING;
  if (known && !isShownWith && duration <= known.latency) return [...longest];
  const entries = isShownWith ? [...(known?.entries ?? []), entry] : [entry];
  const added = { id, latency, entries };
  // Of those that took as long, the first stays first.
  return (known ? longest.map((other) => (other === known ? added : other)) : [...longest, added])
    .sort((one, other) => other.latency - one.latency)
    .slice(0, MAX_INTERACTIONS);
}

/** The one that a view of so many interactions is judged by: of its longest, but for outliers. */
export function judged(longest: readonly Interaction[], count: number): Interaction | undefined {
  const outliers = Math.floor(count / PER_OUTLIER);
  return longest[Math.min(outliers, longest.length - 1)];
}

/**
 * When its parts begin, and when it was shown, on the page's clock. Parts as in https://web.dev/articles/optimize-inp
 *
 * @param others events of any kind: those that were shown in the same frame were handled with it
 */
export function partsOf({ latency, entries }: Interaction, others: readonly EventTiming[] = []) {
  const start = Math.min(...entries.map(({ startTime }) => startTime));
  const shown = start + latency;
  const sameFrame = others.filter(
    ({ startTime, duration }) => Math.abs(startTime + duration - shown) <= ROUNDING,
  );
  const handled = [...entries, ...sameFrame];
  const first = Math.min(...handled.map((entry) => entry.processingStart));
  const last = Math.max(...handled.map((entry) => entry.processingEnd));
  // What ran before the input or after the paint is no part of it.
  const processingStart = Math.max(first, start);
  const processingEnd = Math.min(last, shown);
  return { start, processingStart, processingEnd, shown };
}
