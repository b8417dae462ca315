import { Type } from 'typebox';
import { ActionReference, common, Duration, Id, Phase, Url, Trimmed } from './common.js';
import { BY_OTHERS, field, part } from './field.js';

const Headers = Type.Object({
  headers: field(
    Type.Optional(Type.Record(Type.String(), Type.String())),
    'headers that you list, by name; those that may hold secrets never are',
    { off: 'off until `trackResourceHeaders`' },
  ),
});

const GraphQl = Type.Object({
  operationType: field(
    Type.Optional(Type.Enum(['query', 'mutation', 'subscription'])),
    'kind of operation, where it is known',
  ),
  operationName: field(Type.Optional(Type.String()), 'name of the operation'),
  payload: field(Type.Optional(Type.String()), 'the query’s text', {
    off: 'off until `trackPayload: true`',
  }),
  variables: field(Type.Optional(Type.String()), 'its variables', {
    off: 'off until `trackPayload: true`',
  }),
  error_count: field(
    Type.Optional(Type.Integer({ minimum: 0 })),
    'number of errors in the answer',
    { off: 'off until `trackResponseErrors: true`' },
  ),
  errors: field(
    Type.Optional(
      Type.Array(
        Type.Object({
          message: field(Type.String(), 'message'),
          code: field(Type.Optional(Type.String()), 'code'),
          path: field(Type.Optional(Type.Array(Type.String())), 'field at fault'),
          locations: field(
            Type.Optional(
              Type.Array(
                Type.Object({
                  line: field(Type.Integer(), 'line'),
                  column: field(Type.Integer(), 'column'),
                }),
              ),
            ),
            'place in the query’s text',
          ),
        }),
      ),
    ),
    'errors in the answer',
    { off: 'off until `trackResponseErrors: true`' },
  ),
});

const Bytes = Type.Integer({ minimum: 0 });

export const ResourceEvent = Type.Object({
  ...common,
  type: Type.Literal('resource'),
  action: Type.Optional(ActionReference),
  resource: part(
    Type.Object({
      id: field(Type.Optional(Id), 'random id of the request', BY_OTHERS),
      type: field(
        Type.Enum([
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
        'kind of resource',
      ),
      url: field(Url, 'its address, scrubbed'),
      method: field(Type.Optional(Type.String()), 'HTTP method'),
      status_code: field(
        Type.Optional(Type.Integer()),
        'HTTP status; 0 when the request failed or was aborted',
      ),
      duration: field(Type.Optional(Duration), 'how long it took'),
      size: field(Type.Optional(Bytes), 'size of the body'),
      encoded_body_size: field(Type.Optional(Bytes), 'size of the body as it came, compressed'),
      decoded_body_size: field(Type.Optional(Bytes), 'size of the body, decompressed'),
      transfer_size: field(Type.Optional(Bytes), 'bytes that the network carried'),
      render_blocking_status: field(
        Type.Optional(Type.Enum(['blocking', 'non-blocking'])),
        'whether the page waited for it to be shown',
      ),
      protocol: field(Type.Optional(Type.String()), 'network protocol'),
      delivery_type: field(
        Type.Optional(Type.Enum(['cache', 'navigational-prefetch', 'other'])),
        'whether it came from a cache',
      ),
      aborted: field(
        Type.Optional(Type.Boolean()),
        'whether the page, or the browser on its behalf, gave the request up',
      ),
      worker: field(Type.Optional(Phase), 'service worker'),
      redirect: field(Type.Optional(Phase), 'redirects'),
      dns: field(Type.Optional(Phase), 'look-up of the name'),
      connect: field(Type.Optional(Phase), 'connection'),
      ssl: field(Type.Optional(Phase), 'encryption'),
      first_byte: field(Type.Optional(Phase), 'wait for the first byte'),
      download: field(Type.Optional(Phase), 'download'),
      early_hints: field(
        Type.Optional(Phase),
        'from the request to the first interim response, a 103',
      ),
      /** https://www.w3.org/TR/server-timing/ */
      server_timing: field(
        Type.Optional(
          Type.Array(
            Type.Object({
              name: field(Type.String(), 'name'),
              duration: field(Duration, 'duration'),
              description: field(Type.Optional(Type.String()), 'description'),
            }),
          ),
        ),
        'what the server said of its own work',
      ),
      graphql: field(Type.Optional(GraphQl), 'GraphQL', { off: 'off until `allowedGraphQlUrls`' }),
      request: field(Type.Optional(Headers), 'request'),
      response: field(Type.Optional(Headers), 'response'),
    }),
    { purpose: 'speed', off: '`trackResources: false`' },
  ),
  _dd: part(
    Type.Optional(
      Type.Object({
        trimmed: Trimmed,
        trace_id: field(Type.Optional(Type.String()), 'id of the back end’s trace'),
        span_id: field(Type.Optional(Type.String()), 'id of the request in it'),
      }),
    ),
    { purpose: 'traces', off: 'off until `allowedTracingUrls`' },
  ),
});
