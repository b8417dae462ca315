import { Type } from 'typebox';
import { ActionReference, common, Id, Url } from './common.js';

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
    /** Of a request that failed. */
    resource: Type.Optional(
      Type.Object({ method: Type.String(), status_code: Type.Integer(), url: Url }),
    ),
    /** Of a violated content security policy. */
    csp: Type.Optional(Type.Object({ disposition: Type.Enum(['enforce', 'report']) })),
    /** Whether the browser withheld everything, because the script is of another origin. */
    is_cross_origin: Type.Optional(Type.Boolean()),
    /** Debug ids of the files in the stack, by URL. */
    debug_ids: Type.Optional(Type.Record(Type.String(), Type.String())),
    fingerprint: Type.Optional(Type.String()),
  }),
});
