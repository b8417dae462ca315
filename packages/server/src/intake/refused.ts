import type { FastifyError, FastifyRequest } from 'fastify';
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

/** What Fastify refuses by itself, with the limit or the field that it does not name. */
export function named(error: FastifyError, { headers, routeOptions }: FastifyRequest): Error {
  if (error.code === 'FST_ERR_CTP_BODY_TOO_LARGE') {
    return new Refused(413, `The body is larger than ${routeOptions.bodyLimit} bytes.`);
  }
  if (error.code === 'FST_ERR_CTP_INVALID_MEDIA_TYPE') {
    const type = headers['content-type']?.slice(0, 100) || 'none';
    return new Refused(415, `Content-Type ${type} is not known; text/plain is.`);
  }
  return error;
}

/** Of what does not pass by itself, in seconds. */
export const RETRY_LATER = { 'retry-after': '10' };

/** Why what is good could not be kept. */
export function unavailable(error: unknown): never {
  throw error instanceof IntakeLogFull
    ? new Refused(503, 'The intake log is full; try again later.', RETRY_LATER)
    : new Refused(503, 'The intake log cannot be written; try again later.', RETRY_LATER);
}
