/** `840 ms`, `2.34 s`, `3 min 20 s`. @param milliseconds not negative */
export function duration(milliseconds: number): string {
  const whole = Math.round(milliseconds);
  if (whole < 1_000) return `${whole} ms`;
  const hundredths = Math.round(whole / 10) / 100;
  if (hundredths < 60) return `${hundredths.toFixed(2)} s`;
  const seconds = Math.round(whole / 1_000);
  if (seconds < 3_600) return `${Math.floor(seconds / 60)} min ${seconds % 60} s`;
  return `${Math.floor(seconds / 3_600)} h ${Math.floor((seconds % 3_600) / 60)} min`;
}

const counts = new Intl.NumberFormat();
const shares = new Intl.NumberFormat(undefined, { style: 'percent', maximumFractionDigits: 1 });
const clocks = new Intl.DateTimeFormat(undefined, { timeStyle: 'medium' });
const dates = new Intl.DateTimeFormat(undefined, { dateStyle: 'medium', timeStyle: 'medium' });

export const count = (value: number): string => counts.format(value);
/** @param share 0 to 1 */
export const percent = (share: number): string => shares.format(share);
/** A layout-shift score. */
export const score = (value: number): string => value.toFixed(3);
/** @param at milliseconds since the epoch */
export const clock = (at: number): string => clocks.format(at);
/** @param at milliseconds since the epoch */
export const date = (at: number): string => dates.format(at);

/** A label on a time axis. @param interval width of a point, in milliseconds */
export function axisTime(at: number, interval: number): string {
  return new Intl.DateTimeFormat(
    undefined,
    interval < 60_000
      ? { timeStyle: 'medium' }
      : interval < 3_600_000
        ? { timeStyle: 'short' }
        : interval < 6 * 3_600_000
          ? { weekday: 'short', hour: 'numeric', minute: '2-digit' }
          : { month: 'short', day: 'numeric', hour: 'numeric' },
  ).format(at);
}

/** `+0:12.3`, `+1:02:03.4` since the session's start. @param milliseconds since then */
export function offset(milliseconds: number): string {
  const tenths = Math.max(0, Math.round(milliseconds / 100));
  const seconds = ((tenths % 600) / 10).toFixed(1).padStart(4, '0');
  const minutes = Math.floor(tenths / 600);
  if (minutes < 60) return `+${minutes}:${seconds}`;
  return `+${Math.floor(minutes / 60)}:${String(minutes % 60).padStart(2, '0')}:${seconds}`;
}
