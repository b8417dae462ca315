import type { Loaded } from './records.js';

/** When a script first animated an element: the recorder says so, and records nothing of it. */
export function animatedFrom(records: readonly Loaded[]): number | undefined {
  return records.find(({ data }) => (data as { tag?: string } | null)?.tag === 'animation')
    ?.timestamp;
}
