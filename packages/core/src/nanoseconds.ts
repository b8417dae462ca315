/** Milliseconds as the browser gives them → whole nanoseconds as events hold them. */
export function toNanoseconds(milliseconds: number): number {
  return Math.round(milliseconds * 1e6);
}
