import type { ReplayAnswer, ReplaySegment } from '@firsthand/protocol/query';
import { MIN_CLOCK_SKEW } from '../enrich/clock-skew.js';
import type { Store } from '../store/store.js';

/** A session of four hours in three tabs has some 9,000; a stranger may send any number. */
const MAX_SEGMENTS = 10_000;

export interface ReplayOf {
  application: string;
  session: string;
}

/** Of which pieces does the recording of a session consist? `undefined` if there is none. */
export async function replay(
  { query }: Pick<Store, 'query'>,
  parameters: ReplayOf,
): Promise<ReplayAnswer | undefined> {
  const segments = await query<ReplaySegment>(
    `SELECT segment_id AS id, view_id AS view, index_in_view,
       toFloat64(replay_segments.start) AS start, toFloat64(replay_segments.end) AS end,
       toFloat64(clock_skew) AS clock_skew, records_count AS records, has_full_snapshot, bytes
     FROM replay_segments FINAL
     WHERE application_id = {application:String} AND session_id = {session:String}
     ORDER BY client_start, index_in_view, id LIMIT ${MAX_SEGMENTS}`,
    { ...parameters },
  );
  if (!segments.length) return undefined;
  return { segments: withSteadySkew(segments).toSorted((a, b) => a.start - b.start) };
}

/**
 * Each delivery measures the browser's clock a little otherwise; what two measures of one clock differ by is how long
 * they were under way, and would move the pieces against each other.
 */
function withSteadySkew(segments: readonly ReplaySegment[]): ReplaySegment[] {
  let steady = segments[0]?.clock_skew ?? 0;
  return segments.map((segment) => {
    if (Math.abs(segment.clock_skew - steady) > MIN_CLOCK_SKEW) steady = segment.clock_skew;
    const shift = steady - segment.clock_skew;
    const { start, end } = segment;
    return { ...segment, clock_skew: steady, start: start + shift, end: end + shift };
  });
}
