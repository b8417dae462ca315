import { toNanoseconds } from '@firsthand/core';
import { relativeTime, type Calls } from './early-calls.js';
import { ownContext } from './own-context.js';

export interface VitalOptions {
  /** Tells measurements of one name apart that run side by side. Default: the name */
  vitalKey?: string | undefined;
  /** Any JSON that explains it. */
  context?: object | undefined;
  description?: string | undefined;
}

export interface DurationVital extends VitalOptions {
  /** As of `performance.now()` or `Date.now()`, in milliseconds. */
  startTime: number;
  /** Milliseconds. */
  duration: number;
}

/** Names one running duration vital. */
export interface VitalReference {
  readonly name: string;
}

export interface OperationOptions extends VitalOptions {
  /** Tells operations of one name apart that run side by side. */
  operationKey?: string | undefined;
}

/** Why an operation failed. */
export type FailureReason = 'error' | 'abandoned' | 'other';

/** What the page measures itself. */
export interface VitalMethods {
  /** Reports a duration that the page has measured. */
  addDurationVital(name: string, vital: DurationVital): void;
  /** Begins to measure. @returns what tells this measurement from others of the same name */
  startDurationVital(name: string, options?: VitalOptions): VitalReference;
  /** Ends a measurement, by its reference or by its name and key (then the one begun last), and reports it. */
  stopDurationVital(nameOrReference: string | VitalReference, options?: VitalOptions): void;
  /** A person begins something of several steps: a checkout, a sign-up. */
  startOperation(name: string, options?: OperationOptions): void;
  succeedOperation(name: string, options?: OperationOptions): void;
  failOperation(name: string, reason: FailureReason, options?: OperationOptions): void;
}

/** Measurements begun and not ended: the oldest is forgotten beyond this many. */
const MAX_OPEN = 1_000;

export function vitalMethods({ now, whenRunning }: Calls): VitalMethods {
  /** Newest first. */
  let open: { reference: VitalReference; at: number; options: VitalOptions }[] = [];

  const addDurationVital = (name: string, vital: DurationVital) => {
    const { startTime, duration, description } = vital;
    const own = ownContext(vital.context);
    whenRunning((rum) =>
      rum.emit(
        'vital',
        {
          vital: {
            type: 'duration',
            name: String(name),
            duration: toNanoseconds(Math.max(0, duration)),
            ...(description && { description }),
          },
          ...own,
        },
        relativeTime(rum, startTime),
      ),
    );
  };

  const addStep = (
    name: string,
    step: { step_type: 'start' | 'end'; failure_reason?: FailureReason },
    { operationKey, description, context }: OperationOptions = {},
  ) => {
    const at = now();
    const vital = {
      type: 'operation_step',
      name: String(name),
      ...step,
      ...(operationKey && { operation_key: operationKey }),
      ...(description && { description }),
    } as const;
    const own = ownContext(context);
    whenRunning(({ emit }) => emit('vital', { vital, ...own }, at));
  };

  return {
    addDurationVital,
    startDurationVital(name, options = {}) {
      const reference = { name };
      const copied = { ...options, ...ownContext(options.context) };
      open = [{ reference, at: now(), options: copied }, ...open.slice(0, MAX_OPEN - 1)];
      return reference;
    },
    stopDurationVital(nameOrReference, options = {}) {
      const span = open.find(
        ({ reference, options: { vitalKey } }) =>
          reference === nameOrReference ||
          (reference.name === nameOrReference && vitalKey === options.vitalKey),
      );
      if (!span) return;
      const { reference, at, options: started } = span;
      open = open.filter((other) => other !== span);
      const { description = started.description } = options;
      addDurationVital(reference.name, {
        startTime: at,
        duration: now() - at,
        context: { ...started.context, ...options.context },
        ...(description && { description }),
      });
    },
    startOperation: (name, options) => addStep(name, { step_type: 'start' }, options),
    succeedOperation: (name, options) => addStep(name, { step_type: 'end' }, options),
    failOperation: (name, reason, options) =>
      addStep(name, { step_type: 'end', failure_reason: reason }, options),
  };
}
