import { faultCount } from './guard.js';

/**
 * What becomes of an event. Each step is counted in events; a view counts once for each of its snapshots.
 *
 * `emitted`: by a collector or the page · `trimmed`: to the limits · `replaced`: by a later snapshot before it left ·
 * `sent`: handed to the browser · `retried`: handed over again · `kept_offline`: stored for later pages ·
 * `acknowledged`: on the server's disk · `dropped_…`: gone, and why · `failed`: not an event, but what Firsthand itself got
 * wrong, in all instances of the page.
 */
export type Step =
  | 'emitted'
  | 'trimmed'
  | 'replaced'
  | 'sent'
  | 'retried'
  | 'kept_offline'
  | 'acknowledged'
  | 'dropped_unattributed'
  | 'dropped_unsampled'
  | 'dropped_by_gate'
  | 'dropped_by_intake'
  | 'dropped_over_capacity'
  | 'failed';

/** Events by step since the start; a step that nothing took is absent. */
export type Counters = Readonly<Partial<Record<Step, number>>>;

/** Counts a step, and tells of it where `debug` is on. `detail` says of what. */
export type Note = (step: Step, detail?: unknown, events?: number) => void;

export interface Diagnostics {
  note: Note;
  readonly counters: Counters;
}

/** Counts what the SDK does. @param debug whether each step is written to the console as well */
export function createDiagnostics(debug: boolean): Diagnostics {
  const counters: Partial<Record<Step, number>> = Object.defineProperty({}, 'failed', {
    enumerable: true,
    get: () => faultCount() || undefined,
  });
  return {
    note(step, detail, events = 1) {
      counters[step] = (counters[step] ?? 0) + events;
      if (debug) console.debug(`Firsthand: ${step}`, detail);
    },
    counters,
  };
}
