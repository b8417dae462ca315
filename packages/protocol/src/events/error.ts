import { Type } from 'typebox';
import { ActionReference, common, Id, Trimmed, Url } from './common.js';
import { BY_OTHERS, field, part } from './field.js';

const ErrorSource = Type.Enum(['network', 'source', 'console', 'custom', 'report', 'agent']);

export const ErrorEvent = Type.Object({
  ...common,
  type: Type.Literal('error'),
  action: Type.Optional(ActionReference),
  error: part(
    Type.Object({
      id: field(Type.Optional(Id), 'random id of the error', BY_OTHERS),
      message: field(
        Type.String(),
        'its message, scrubbed of e-mail addresses, tokens and card numbers',
      ),
      source: field(ErrorSource, 'what reported it'),
      type: field(Type.Optional(Type.String()), 'its class: `TypeError`, `AbortError`, …'),
      stack: field(Type.Optional(Type.String()), 'its stack as the browser wrote it, scrubbed'),
      handling: field(
        Type.Optional(Type.Enum(['handled', 'unhandled'])),
        'whether the page caught it',
      ),
      handling_stack: field(Type.Optional(Type.String()), 'stack of the call that reported it'),
      component_stack: field(
        Type.Optional(Type.String()),
        'the components of a framework in which it happened, innermost first, scrubbed',
        { off: 'off until the plugin for React or Vue reports it' },
      ),
      causes: field(
        Type.Optional(
          Type.Array(
            Type.Object({
              message: field(Type.String(), 'message'),
              type: field(Type.Optional(Type.String()), 'class'),
              stack: field(Type.Optional(Type.String()), 'stack'),
              source: field(ErrorSource, 'what reported it'),
            }),
          ),
        ),
        'what caused it',
      ),
      resource: field(
        Type.Optional(
          Type.Object({
            method: field(Type.Optional(Type.String()), 'method'),
            status_code: field(Type.Integer(), 'status'),
            url: field(Url, 'address, scrubbed'),
          }),
        ),
        'request that failed',
        { off: 'off until `trackFailedRequests: true`' },
      ),
      origin: field(
        Type.Optional(Type.Enum(['app', 'extension', 'browser'])),
        'whose it is: the page’s, a browser extension’s, or noise of the browser such as `ResizeObserver loop`',
      ),
      csp: field(
        Type.Optional(
          Type.Object({
            disposition: field(Type.Enum(['enforce', 'report']), 'whether it was enforced'),
          }),
        ),
        'violated content security policy',
      ),
      is_cross_origin: field(
        Type.Optional(Type.Boolean()),
        'whether the browser withheld everything, because the script is of another origin',
      ),
      debug_ids: field(
        Type.Optional(Type.Record(Type.String(), Type.String())),
        'debug ids of the files in the stack, by address',
      ),
      fingerprint: field(Type.Optional(Type.String()), 'by which you group it', {
        off: 'off until you set it',
      }),
    }),
    { purpose: 'errors', off: '`trackErrors: false`' },
  ),
  _dd: part(
    Type.Optional(
      Type.Object({
        trimmed: Trimmed,
        trace_id: field(Type.Optional(Type.String()), 'id of the trace of a request that failed'),
        span_id: field(Type.Optional(Type.String()), 'id of the request in it'),
      }),
    ),
    { purpose: 'traces', off: 'off until `allowedTracingUrls` and `trackFailedRequests: true`' },
  ),
});
