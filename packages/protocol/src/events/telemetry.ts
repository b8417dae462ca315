import { Type } from 'typebox';
import { common } from './common.js';

/** The SDK's own health, of one page since its last such event. */
export const TelemetryEvent = Type.Object({
  ...common,
  type: Type.Literal('telemetry'),
  telemetry: Type.Object({
    type: Type.Literal('counters'),
    /** Events by what became of them. */
    counters: Type.Record(Type.String(), Type.Integer({ minimum: 1 })),
  }),
});
