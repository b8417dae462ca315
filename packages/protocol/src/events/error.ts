import { Type } from 'typebox';
import { ActionReference, common, Id } from './common.js';

const ErrorSource = Type.Enum(['network', 'source', 'console', 'custom', 'report', 'agent']);

export const ErrorEvent = Type.Object({
  ...common,
  type: Type.Literal('error'),
  action: Type.Optional(ActionReference),
  error: Type.Object({
    id: Type.Optional(Id),
    message: Type.String(),
    source: ErrorSource,
    /** The class of the error: `TypeError`, `AbortError`, … */
    type: Type.Optional(Type.String()),
    /** As the browser wrote it; the server parses it. */
    stack: Type.Optional(Type.String()),
    handling: Type.Optional(Type.Enum(['handled', 'unhandled'])),
    handling_stack: Type.Optional(Type.String()),
    causes: Type.Optional(
      Type.Array(
        Type.Object({
          message: Type.String(),
          type: Type.Optional(Type.String()),
          stack: Type.Optional(Type.String()),
          source: ErrorSource,
        }),
      ),
    ),
    fingerprint: Type.Optional(Type.String()),
  }),
});
