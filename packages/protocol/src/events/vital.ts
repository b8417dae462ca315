import { Type } from 'typebox';
import { common, Duration, Id, Name } from './common.js';

/** What the page measures itself: a duration, or a step of an operation that a person went through. */
export const VitalEvent = Type.Object({
  ...common,
  type: Type.Literal('vital'),
  vital: Type.Object({
    id: Id,
    type: Type.Enum(['duration', 'operation_step']),
    name: Name,
    description: Type.Optional(Type.String()),
    /** Of a `duration`. */
    duration: Type.Optional(Duration),
    /** Of an `operation_step`. */
    step_type: Type.Optional(Type.Enum(['start', 'end'])),
    /** Tells operations of one name apart that run side by side. */
    operation_key: Type.Optional(Type.String()),
    /** Why an operation failed; an `end` without it is a success. */
    failure_reason: Type.Optional(Type.Enum(['error', 'abandoned', 'other'])),
  }),
});
