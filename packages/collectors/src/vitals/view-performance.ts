import type { Events } from '@firsthand/protocol';

export type ViewPerformance = NonNullable<Events['view']['view']['performance']>;

/** Adds to what is known of the view that lasted at a relative time. */
export type ReportVital = (performance: ViewPerformance, at: number) => void;
