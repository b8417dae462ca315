import { Type } from 'typebox';
import { Filter } from './filter.js';

export const SessionsQuery = Type.Interface([Filter], {
  limit: Type.Optional(Type.Integer({ minimum: 1, maximum: 500, default: 50 })),
  /** The most recently active first by default. */
  order: Type.Optional(
    Type.Enum([
      'last_event_at',
      'started_at',
      'duration',
      'views',
      'actions',
      'errors',
      'frustrations',
    ]),
  ),
  ascending: Type.Optional(Type.Boolean()),
});
export type SessionsQuery = Type.Static<typeof SessionsQuery>;

export interface SessionSummary {
  id: string;
  application: string;
  env: string | null;
  version: string | null;
  /** Milliseconds since the Unix epoch. */
  started_at: number;
  last_event_at: number;
  views: number;
  actions: number;
  errors: number;
  /** Name (or URL) of the first and of the latest view. */
  entry_view: string | null;
  last_view: string | null;
  browser: string | null;
  os: string | null;
  device_type: string | null;
  user: string | null;
  /** Whether it is not in the sample, and only there because of an error. */
  kept_on_error: boolean;
  /** Whether there is a recording to watch. */
  has_replay: boolean;
}

/** `GET /api/v1/sessions?{SessionsQuery}` */
export interface SessionsAnswer {
  sessions: SessionSummary[];
}
