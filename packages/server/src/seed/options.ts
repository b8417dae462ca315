/** What the data shall be; plain data, since it crosses threads. The same options make the same data. */
export interface SeedOptions {
  application: string;
  /** How far the data goes back. */
  days: number;
  /** Events to be written, snapshots of views among them; nearly, since no visit is cut. */
  events: number;
  seed: number;
  /** Milliseconds since the Unix epoch; all happened before. */
  until: number;
  hardships?: Partial<Hardships>;
}

/** What makes data hard to count. Shares are from 0 to 1. */
export interface Hardships {
  /** Share of events that are delivered twice. */
  twice: number;
  /** Most snapshots of one view. */
  snapshots: number;
  /** Share of older snapshots that come after the newest. */
  late: number;
  /** Share of visits whose browser's clock is wrong. */
  wrongClocks: number;
  /** Share of views, among those, of which each snapshot measures another error of the clock. */
  unsteadyClocks: number;
}

export const USUAL: Hardships = {
  twice: 0,
  snapshots: 3,
  late: 0.02,
  wrongClocks: 0.01,
  unsteadyClocks: 0,
};

export const HOUR = 60 * 60_000;
export const DAY = 24 * HOUR;

/** Nanoseconds, of milliseconds. */
export function nanoseconds(milliseconds: number): number {
  return Math.round(milliseconds * 1e6);
}
