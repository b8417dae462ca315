import { choice, duration, text, type Field } from './field.js';

const of = ['vital'] as const;

export const vital: Field[] = [
  choice('vital.type', 'Kind of vital', { of }),
  choice('vital.name', 'Vital', { of, isSearched: true }),
  duration('vital.duration', 'Duration of the vital', { of }),
  choice('vital.step_type', 'Step of an operation', { of }),
  text('vital.operation_key', 'Key of an operation', { of }),
  choice('vital.failure_reason', 'Why an operation failed', { of }),
];
