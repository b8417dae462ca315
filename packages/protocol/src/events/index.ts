import { Type } from 'typebox';
import { ActionEvent } from './action.js';
import { common } from './common.js';
import { ErrorEvent } from './error.js';
import { LongTaskEvent } from './long-task.js';
import { ResourceEvent } from './resource.js';
import { TelemetryEvent } from './telemetry.js';
import { ViewEvent } from './view.js';
import { VitalEvent } from './vital.js';

/** What an event of any type must hold. */
export const commonSchema = Type.Object({
  type: Type.String({ minLength: 1, maxLength: 64 }),
  ...common,
});

/** The schema of each known event type. An unknown type travels as JSON within the limits. */
export const eventSchemas = {
  view: ViewEvent,
  action: ActionEvent,
  resource: ResourceEvent,
  error: ErrorEvent,
  long_task: LongTaskEvent,
  vital: VitalEvent,
  telemetry: TelemetryEvent,
} as const;

/** Complete events by type: every field that a stored row has before enrichment. */
export type Events = { [T in keyof typeof eventSchemas]: Type.Static<(typeof eventSchemas)[T]> };
export type EventType = keyof Events;
export type RumEvent = Events[EventType];
