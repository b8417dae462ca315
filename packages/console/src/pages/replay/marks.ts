import type { StoredEvent } from '@firsthand/protocol/query';
import { duration, score } from '../../format.js';
import { titleOf } from '../session/describe-event.js';

export const KINDS = {
  error: { label: 'Errors', color: 'red' },
  frustration: { label: 'Frustrations', color: 'orange' },
  action: { label: 'Actions', color: 'indigo' },
  request: { label: 'Requests', color: 'gray' },
  vital: { label: 'Vitals', color: 'cyan' },
} as const;

export type Kind = keyof typeof KINDS;

export interface Mark {
  kind: Kind;
  /** Milliseconds since the epoch. */
  at: number;
  title: string;
}

/** What of a session's events stands on the time line, oldest first. */
export function marksOf(events: readonly StoredEvent[]): Mark[] {
  return events.flatMap(marksOfEvent).toSorted((a, b) => a.at - b.at);
}

function marksOfEvent(event: StoredEvent): Mark[] {
  const { date: at } = event;
  const title = titleOf(event);
  switch (event.type) {
    case 'error':
      return [{ kind: 'error', at, title }];
    case 'action':
      return [
        { kind: event.action.frustration?.type.length ? 'frustration' : 'action', at, title },
      ];
    case 'resource':
      return event.resource.type === 'fetch' || event.resource.type === 'xhr'
        ? [{ kind: 'request', at, title }]
        : [];
    case 'vital':
      return [{ kind: 'vital', at, title }];
    case 'view': {
      const { lcp, inp, cls } = event.view.performance ?? {};
      const vital = (nanoseconds: number | undefined, title: string): Mark[] =>
        nanoseconds === undefined ? [] : [{ kind: 'vital', at: at + nanoseconds / 1e6, title }];
      return [
        ...vital(lcp?.timestamp, `LCP ${duration((lcp?.timestamp ?? 0) / 1e6)}`),
        ...vital(inp?.timestamp, `INP ${duration((inp?.duration ?? 0) / 1e6)}`),
        ...vital(cls?.timestamp, `CLS ${score(cls?.score ?? 0)}`),
      ];
    }
    default:
      return [];
  }
}

/** Places on a line that marks share, so that thousands of them stay readable. */
export interface Bucket {
  kind: Kind;
  /** 0 to 1. */
  place: number;
  at: number;
  titles: string[];
}

export function bucketsOf(
  marks: readonly Mark[],
  { start, end, places }: { start: number; end: number; places: number },
): Bucket[] {
  const shown = marks.filter(({ at }) => at >= start && at <= end);
  const placeOf = ({ at }: Mark) => Math.round(((at - start) / (end - start)) * places);
  const groups = Map.groupBy(shown, (mark) => `${mark.kind} ${placeOf(mark)}`);
  return [...groups.values()].flatMap((group) => {
    const [first] = group;
    if (!first) return [];
    const { kind, at } = first;
    return [{ kind, at, place: placeOf(first) / places, titles: group.map(({ title }) => title) }];
  });
}

/** Shortly before an error, so that what led to it is seen, in milliseconds. */
export const BEFORE_ERROR = 1_000;

/** Where to jump for the next error. */
export function nextError(marks: readonly Mark[], time: number): number | undefined {
  const next = marks.find(({ kind, at }) => kind === 'error' && at - BEFORE_ERROR > time + 1);
  return next && next.at - BEFORE_ERROR;
}
