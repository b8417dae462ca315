import { Type } from 'typebox';
import { ActionReference, common, Duration, Id, Phase, Url } from './common.js';

const Headers = Type.Object({ headers: Type.Optional(Type.Record(Type.String(), Type.String())) });

const GraphQl = Type.Object({
  operationType: Type.Enum(['query', 'mutation', 'subscription']),
  operationName: Type.Optional(Type.String()),
  payload: Type.Optional(Type.String()),
  variables: Type.Optional(Type.String()),
  error_count: Type.Optional(Type.Integer({ minimum: 0 })),
  errors: Type.Optional(
    Type.Array(
      Type.Object({
        message: Type.String(),
        code: Type.Optional(Type.String()),
        path: Type.Optional(Type.Array(Type.String())),
      }),
    ),
  ),
});

const Bytes = Type.Integer({ minimum: 0 });

export const ResourceEvent = Type.Object({
  ...common,
  type: Type.Literal('resource'),
  action: Type.Optional(ActionReference),
  resource: Type.Object({
    id: Type.Optional(Id),
    type: Type.Enum([
      'document',
      'xhr',
      'beacon',
      'fetch',
      'css',
      'js',
      'image',
      'font',
      'media',
      'other',
    ]),
    url: Url,
    method: Type.Optional(Type.String()),
    /** HTTP status; 0 when the request failed or was aborted. */
    status_code: Type.Optional(Type.Integer()),
    duration: Type.Optional(Duration),
    /** Decoded body size. */
    size: Type.Optional(Bytes),
    encoded_body_size: Type.Optional(Bytes),
    decoded_body_size: Type.Optional(Bytes),
    transfer_size: Type.Optional(Bytes),
    render_blocking_status: Type.Optional(Type.Enum(['blocking', 'non-blocking'])),
    protocol: Type.Optional(Type.String()),
    delivery_type: Type.Optional(Type.Enum(['cache', 'navigational-prefetch', 'other'])),
    /** Whether the page, or the browser on its behalf, gave the request up. */
    aborted: Type.Optional(Type.Boolean()),
    worker: Type.Optional(Phase),
    redirect: Type.Optional(Phase),
    dns: Type.Optional(Phase),
    connect: Type.Optional(Phase),
    ssl: Type.Optional(Phase),
    first_byte: Type.Optional(Phase),
    download: Type.Optional(Phase),
    /** From the request to the first interim response, a 103. */
    early_hints: Type.Optional(Phase),
    /** What the server said of its own work. https://www.w3.org/TR/server-timing/ */
    server_timing: Type.Optional(
      Type.Array(
        Type.Object({
          name: Type.String(),
          duration: Duration,
          description: Type.Optional(Type.String()),
        }),
      ),
    ),
    graphql: Type.Optional(GraphQl),
    request: Type.Optional(Headers),
    response: Type.Optional(Headers),
  }),
  _dd: Type.Optional(
    Type.Object({
      trace_id: Type.Optional(Type.String()),
      span_id: Type.Optional(Type.String()),
    }),
  ),
});
