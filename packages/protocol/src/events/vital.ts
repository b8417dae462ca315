import { Type } from 'typebox';
import { common, Duration, Id, Name } from './common.js';
import { field, part } from './field.js';

/** What the page measures itself: a duration, or a step of an operation that a person went through. */
export const VitalEvent = Type.Object({
  ...common,
  type: Type.Literal('vital'),
  vital: part(
    Type.Object({
      id: field(Id, 'random id'),
      type: field(
        Type.Enum(['duration', 'operation_step']),
        'a duration, or a step of an operation',
      ),
      name: field(Name, 'the name that you give'),
      description: field(Type.Optional(Type.String()), 'the description that you give'),
      duration: field(Type.Optional(Duration), 'of a `duration`: how long'),
      step_type: field(Type.Optional(Type.Enum(['start', 'end'])), 'of an `operation_step`: which'),
      operation_key: field(
        Type.Optional(Type.String()),
        'tells operations of one name apart that run side by side',
      ),
      failure_reason: field(
        Type.Optional(Type.Enum(['error', 'abandoned', 'other'])),
        'why an operation failed; an `end` without it is a success',
      ),
    }),
    {
      purpose: 'yours',
      off: 'off until `addDurationVital`, `startDurationVital` or `startOperation`',
    },
  ),
});
