import type { RumEvent } from '../events/index.js';
import type { SessionSummary } from './sessions.js';

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
  /** Of errors: the frames of the stack, and function and file of the first. */
  error?: { frames: StackFrame[]; culprit: string };
  user_agent?: { browser: string; browser_version: string; os: string; device_type: string };
}

export type StoredEvent = RumEvent & {
  /** Unique in the store; for a view it is the view's id. */
  event_id: string;
  enrichment: Enrichment;
};

/** `GET /api/v1/sessions/:id?application=`: one session with its events, oldest first. 404 if there is none. */
export interface SessionAnswer {
  session: SessionSummary;
  events: StoredEvent[];
  /** Whether the session has more events than the answer holds. */
  truncated: boolean;
}
