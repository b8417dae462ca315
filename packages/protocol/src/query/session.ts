import { Type } from 'typebox';
import type { RumEvent } from '../events/index.js';
import { Moment } from './nullable.js';
import { SessionSummary } from './sessions.js';

/** One call of a stack, as far as the browser told. */
export interface StackFrame {
  function?: string;
  file?: string;
  /** From 1. */
  line?: number;
  column?: number;
}

/** What the server adds to an event. */
export interface Enrichment {
  /**
   * Milliseconds that were added to the event's date, because the browser's clock was behind by so much (ahead,
   * when negative). Absent when its clock was right.
   */
  clock_skew?: number;
  /** Of errors: the frames of the stack, and function and file of the first. */
  error?: { frames: StackFrame[]; culprit: string };
  /** Of resources: who delivers them. A `type` is `first-party`, `cdn` or one of `third-party-web`'s, as `analytics` or `ad`. */
  resource?: { provider: { type: string; name: string; website?: string } };
  /** By the client's address: ISO 3166-1 code of the country, names of region and city where the database has them. */
  geo?: { country: string; region?: string; city?: string } | undefined;
  /** Only where the operator asks for it. */
  client_ip?: string;
  /** Families and a major version; `Other` where the browser is none of those known. */
  user_agent?: { browser: string; browser_version: string; os: string; device_type: string };
}

/** `date` is corrected; without `enrichment.clock_skew` it is as the browser wrote it. */
export type StoredEvent = RumEvent & {
  /** Unique in the store; for a view it is the view's id. */
  event_id: string;
  enrichment: Enrichment;
};

export const StoredEvent = Type.Unsafe<StoredEvent>(
  Type.Object(
    {
      event_id: Type.String(),
      type: Type.String(),
      date: Moment,
      enrichment: Type.Object({}, { description: 'What the server adds to it.' }),
    },
    {
      description: 'An event as it was sent, with what the server adds.',
      additionalProperties: true,
    },
  ),
);

/** `GET /api/v1/sessions/:id?application=&after=`: one session with its events, oldest first. 404 if there is none. */
export const SessionAnswer = Type.Object({
  session: SessionSummary,
  events: Type.Array(StoredEvent),
  truncated: Type.Boolean({
    description: 'Whether the session has more events than the answer holds.',
  }),
  next: Type.Optional(
    Type.String({
      description: 'If it has: what to ask for as `after`, to have those that follow.',
    }),
  ),
});
export type SessionAnswer = Type.Static<typeof SessionAnswer>;
