import { Type } from 'typebox';
import { Filter } from './filter.js';
import { Count, Moment, Nullable } from './nullable.js';

/** By what sessions are ordered. */
export const SESSION_ORDERS = [
  'last_event_at',
  'started_at',
  'duration',
  'views',
  'actions',
  'errors',
  'frustrations',
] as const;

export const SessionsQuery = Type.Interface([Filter], {
  limit: Type.Optional(Type.Integer({ minimum: 1, maximum: 500, default: 50 })),
  /** The most recently active first by default. */
  order: Type.Optional(Type.Enum(SESSION_ORDERS)),
  ascending: Type.Optional(Type.Boolean()),
});
export type SessionsQuery = Type.Static<typeof SessionsQuery>;

const Known = Nullable(Type.String());

export const SessionSummary = Type.Object({
  id: Type.String(),
  application: Type.String(),
  env: Known,
  version: Known,
  started_at: Moment,
  last_event_at: Moment,
  views: Count,
  actions: Count,
  errors: Count,
  /** Name (or URL) of the first and of the latest view. */
  entry_view: Known,
  last_view: Known,
  browser: Known,
  os: Known,
  device_type: Known,
  user: Known,
  kept_on_error: Type.Boolean({
    description: 'Whether it is not in the sample, and only there because of an error.',
  }),
  has_replay: Type.Boolean({ description: 'Whether there is a recording to watch.' }),
});
export type SessionSummary = Type.Static<typeof SessionSummary>;

/** `GET /api/v1/sessions?{SessionsQuery}` */
export const SessionsAnswer = Type.Object({ sessions: Type.Array(SessionSummary) });
export type SessionsAnswer = Type.Static<typeof SessionsAnswer>;
