import type { ReplaySegment } from '@firsthand/protocol/query';

/** What is watched of one view without a break. */
export interface Clip {
  view: string;
  /** Milliseconds since the epoch. */
  start: number;
  end: number;
  /** All pieces of the view, since its page is built from earlier ones. */
  segments: ReplaySegment[];
}

export interface Span {
  start: number;
  end: number;
}

export interface Reel extends Span {
  clips: Clip[];
  /** Times of which pieces are missing. */
  gaps: Span[];
}

/**
 * The pieces of a session in one order to watch. Tabs record side by side: a view is watched as long as its recording
 * goes on, or no other one's does. `undefined` when nothing can be shown.
 */
export function reelOf(segments: readonly ReplaySegment[]): Reel | undefined {
  const views = Map.groupBy(segments, ({ view }) => view);
  const gaps = [...views.values()].flatMap(gapsOf);
  let rest = [...views.values()].flatMap(playable).toSorted((a, b) => a.start - b.start);
  const clips: Clip[] = [];
  for (let [first] = rest; first; [first] = rest) {
    const clip = clipFrom(first, rest, clips.at(-1)?.end ?? 0);
    clips.push({ ...clip, segments: playable(views.get(clip.view) ?? []) });
    rest = rest.filter(({ end }) => end > clip.end);
  }
  const [first, last] = [clips[0], clips.at(-1)];
  if (!first || !last) return undefined;
  return { clips, gaps, start: first.start, end: Math.max(last.end, first.start + 1) };
}

/** The pieces of a view that build its page as it was at a time: from the last full snapshot before it. */
export function leadTo(segments: readonly ReplaySegment[], at: number): ReplaySegment[] {
  const begun = segments.filter(({ start }) => start <= at);
  const from = begun.findLastIndex(({ has_full_snapshot: isFull }) => isFull);
  return from < 0 ? [] : begun.slice(from);
}

/** The clip that is shown at a time; of a time without one, the next. */
export function clipAt({ clips }: Reel, at: number): number {
  const index = clips.findIndex(({ end }) => at < end);
  return index < 0 ? clips.length - 1 : index;
}

/** Pieces follow each other without a break when no more than this is between them, in milliseconds. */
const BREAK = 2_000;

function clipFrom(first: ReplaySegment, rest: readonly ReplaySegment[], after: number) {
  const { view } = first;
  const own = rest.filter((segment) => segment.view === view && segment.start >= first.start);
  const start = Math.max(first.start, after);
  let { end } = first;
  for (const next of own.slice(1)) {
    const isBroken = next.start - end > BREAK;
    const isElsewhere = rest.some(
      (other) => other.view !== view && other.end > end && other.start < next.start,
    );
    if (isBroken && isElsewhere) break;
    end = Math.max(end, next.end);
  }
  return { view, start, end };
}

/** Without a full snapshot before it, nothing can be shown of a piece. */
function playable(segments: readonly ReplaySegment[]): ReplaySegment[] {
  const first = segments.findIndex(({ has_full_snapshot: isFull }) => isFull);
  return first < 0 ? [] : segments.slice(first);
}

function gapsOf(segments: readonly ReplaySegment[]): Span[] {
  const [first] = segments;
  const [shown] = playable(segments);
  const end = segments.at(-1)?.end ?? 0;
  const unseen = first && first !== shown ? [{ start: first.start, end: shown?.start ?? end }] : [];
  const missing = segments.slice(1).flatMap((segment, index) => {
    const previous = segments[index];
    const isNext = !previous || segment.index_in_view <= previous.index_in_view + 1;
    return isNext ? [] : [{ start: previous.end, end: segment.start }];
  });
  return [...unseen, ...missing];
}
