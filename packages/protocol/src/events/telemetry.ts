import { Type } from 'typebox';
import { common } from './common.js';
import { field, part } from './field.js';

/** The SDK's own health, of one page since its last such event. */
export const TelemetryEvent = Type.Object({
  ...common,
  type: Type.Literal('telemetry'),
  telemetry: part(
    Type.Object({
      type: field(Type.Literal('counters'), 'always `counters`'),
      counters: field(
        Type.Record(Type.String(), Type.Integer({ minimum: 1 })),
        'numbers of events by what became of them: sent, dropped, trimmed, …',
      ),
    }),
    { purpose: 'errors', off: 'off until `telemetrySampleRate`' },
  ),
});
