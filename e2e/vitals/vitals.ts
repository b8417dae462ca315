import type { StoredEvent } from '@firsthand/protocol/query';

export const VITAL_NAMES = ['TTFB', 'FCP', 'LCP', 'CLS', 'INP'] as const;
export type VitalName = (typeof VITAL_NAMES)[number];

/** Times are milliseconds. */
export interface Vital {
  value: number;
  /** A selector of the element. */
  target?: string | undefined;
  /** Of LCP: load delay, load time and render delay. Of INP: input delay, processing and presentation. */
  parts?: number[] | undefined;
}

export type Vitals = Partial<Record<VitalName, Vital | undefined>>;

/** From when the page was loaded, or came back from the back/forward cache, until it was left. */
export interface Visit {
  /** Relative time. */
  startedAt: number;
  vitals: Vitals;
}

/** What the library said in one load of a page. */
export interface LoadReport {
  timeOrigin: number;
  /** The highest is the latest. */
  version: number;
  visits: Visit[];
  raw: RawEntries;
}

/** What the browser said, of the whole load. Times are relative. */
export interface RawEntries {
  shifts: RawShift[];
  events: RawEvent[];
  /** When each interaction began. */
  presses: number[];
  /** Ever larger ones. */
  paints: { at: number; url: string }[];
  loads: { url: string; startTime: number; requestStart: number; responseEnd: number }[];
  firstByte: number;
}

export interface RawShift {
  at: number;
  value: number;
  isExpected: boolean;
  target: string | undefined;
}

export interface RawEvent {
  at: number;
  duration: number;
  /** Of the interaction; 0: it was none. */
  id: number;
  processingStart: number;
  processingEnd: number;
  target: string | undefined;
}

export type StoredView = Extract<StoredEvent, { type: 'view' }>;

export function vitalsOf({ view }: StoredView): Vitals {
  const { fcp, lcp, cls, inp } = view.performance ?? {};
  const { load_delay, load_time, render_delay } = lcp?.sub_parts ?? {};
  const { input_delay, processing_duration, presentation_delay } = inp?.sub_parts ?? {};
  return {
    TTFB: timed(view.first_byte),
    FCP: timed(fcp?.timestamp),
    LCP: timed(lcp?.timestamp, lcp?.target_selector, [load_delay, load_time, render_delay]),
    CLS: cls && { value: cls.score, target: cls.target_selector },
    INP: timed(inp?.duration, inp?.target_selector, [
      input_delay,
      processing_duration,
      presentation_delay,
    ]),
  };
}

function timed(
  nanoseconds: number | undefined,
  target?: string,
  parts: (number | undefined)[] = [],
): Vital | undefined {
  if (nanoseconds === undefined) return undefined;
  const known = parts.filter((part) => part !== undefined);
  return {
    value: nanoseconds / 1e6,
    target,
    parts: known.length ? known.map((part) => part / 1e6) : undefined,
  };
}
