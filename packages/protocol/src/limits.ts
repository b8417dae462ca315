/**
 * The technical limits of the wire. The SDK trims to them and says so; the intake refuses what exceeds them.
 * Sizes are bytes of UTF-8, durations milliseconds.
 */
export const LIMITS = {
  session: {
    maxDuration: 4 * 60 * 60_000,
    idleTimeout: 15 * 60_000,
    maxEvents: 10_000_000,
  },
  event: {
    maxBytes: 1_000_000,
    maxAttributes: 1_000,
    maxDepth: 20,
    /** Of a name, a release or an environment, in characters. */
    maxName: 4_096,
  },
  payload: {
    maxBytes: 5_000_000,
    /** All keepalive requests of a page in flight together: https://fetch.spec.whatwg.org/#http-network-or-cache-fetch */
    maxKeepaliveBytes: 64 * 1024,
  },
  ingestion: { maxDelay: 24 * 60 * 60_000 },
  applicationId: { maxLength: 48 },
} as const;

/** Letters, digits and underscore, at most 48 of them. */
export const APPLICATION_ID = /^\w{1,48}$/;
