import { Refused } from '../intake/refused.js';

/** Widths of a point, in milliseconds: 1 s to 30 days. */
const INTERVALS = [
  1, 2, 5, 10, 15, 30, 60, 120, 300, 600, 900, 1_800, 3_600, 7_200, 10_800, 21_600, 43_200, 86_400,
  172_800, 604_800, 2_592_000,
].map((seconds) => seconds * 1_000);
const USUAL_POINTS = 72;
const MAX_POINTS = 1_500;

interface Range {
  from: number;
  to: number;
}

/** The width of a point: what is asked for, or such that there are not too many to be drawn. @throws {Refused} if too many are */
export function intervalOf({
  from,
  to,
  interval,
}: Range & { interval?: number | undefined }): number {
  if (interval && (to - from) / interval > MAX_POINTS)
    throw new Refused(400, `A series has at most ${MAX_POINTS} points.`);
  return (
    interval ??
    INTERVALS.find((width) => (to - from) / width <= USUAL_POINTS) ??
    (INTERVALS.at(-1) as number)
  );
}

/** When the points begin, without gaps. */
export function pointsBetween({ from, to }: Range, interval: number): number[] {
  const first = Math.floor(from / interval) * interval;
  return Array.from(
    { length: Math.ceil((to - first) / interval) },
    (_, index) => first + index * interval,
  );
}
