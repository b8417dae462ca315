export const HOUR = 3_600_000;
const DAY = 24 * HOUR;
/** Days share so many partitions: see the migration of `events`. */
export const PARTITIONS = 31;

/** What the key and the partition of an event hold of its time, by the browser's clock. */
export const CLIENT_HOUR = `intDiv(events.client_date, ${HOUR})`;
export const PARTITION = `intDiv(events.client_date, ${DAY}) % ${PARTITIONS}`;

/** Hours since the epoch of a time in milliseconds, as the store has it. */
export function clientHourOf(date: number): number {
  return Math.trunc(date / HOUR);
}

/** The partitions in which events of these hours are. */
export function partitionsOf(hours: readonly number[]): number[] {
  return [...new Set(hours.map((hour) => Math.trunc(hour / 24) % PARTITIONS))];
}
