import { IntakeLogFull } from '../intake-log/intake-log.js';

/** A request that the server does not take: its status, and one sentence for a person. */
export class Refused extends Error {
  readonly statusCode: number;
  readonly headers: Record<string, string>;

  constructor(statusCode: number, sentence: string, headers: Record<string, string> = {}) {
    super(sentence);
    this.statusCode = statusCode;
    this.headers = headers;
  }
}

/** Why what is good could not be kept. */
export function unavailable(error: unknown): never {
  throw error instanceof IntakeLogFull
    ? new Refused(503, 'The intake log is full; try again later.')
    : new Refused(503, 'The intake log cannot be written; try again later.');
}
