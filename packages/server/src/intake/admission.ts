import type { FastifyRequest } from 'fastify';
import type { Config } from '../config.js';
import { clientOf } from './client-of.js';
import { rateLimit } from './rate-limit.js';
import { Refused } from './refused.js';

/** Whatever ids pages make up, what is known of them is bounded. */
const MAX_APPLICATIONS = 1_000;

/** What a request brought. */
export interface Arrived {
  /** By application. */
  events: ReadonlyMap<string, number>;
  /** Those that hold no event included. */
  lines: number;
  /** As they are kept: inflated, and each event completed with what its batch shares. */
  bytes: number;
}

export interface Admission {
  /** Before a body is read. @throws {Refused} when the address has sent too much */
  check(request: FastifyRequest): void;
  /** Counts a request that brought no event. */
  countRequest(request: FastifyRequest): void;
  /**
   * Counts what a request brought, all of it or nothing.
   *
   * @throws {Refused} when the address or one of the applications has sent too much
   */
  admit(request: FastifyRequest, arrived: Arrived): void;
}

/** Says whether what is sent is taken now, by how much came from the same address and the same application. */
export function admission({
  eventLimit,
  byteLimit,
  ipLimit,
  applicationLimit = Infinity,
  applicationByteLimit = Infinity,
}: Config['rum']['rateLimit']): Admission {
  const addresses = rateLimit({ perSecond: eventLimit, maxKeys: ipLimit });
  const addressBytes = rateLimit({ perSecond: byteLimit, maxKeys: ipLimit });
  const ofApplications = { maxKeys: MAX_APPLICATIONS };
  const applications = rateLimit({ perSecond: applicationLimit, ...ofApplications });
  const applicationBytes = rateLimit({ perSecond: applicationByteLimit, ...ofApplications });
  let hasWarned = false;

  const check = (request: FastifyRequest) => {
    const client = clientOf(request.ip);
    const wait = addresses.wait(client);
    const waitForBytes = addressBytes.wait(client);
    if (!wait && !waitForBytes) return;
    if (!hasWarned && isFromProxy(request)) {
      hasWarned = true;
      console.warn(
        'Intake: who sends for others (X-Forwarded-For) is beyond rum.rateLimit. If that is a proxy of yours, name it in trustProxy.',
      );
    }
    throw wait
      ? tooMany(wait, `An address may send ${eventLimit} events per second`)
      : tooMany(waitForBytes, `An address may send ${byteLimit} bytes per second`);
  };

  return {
    check,
    countRequest({ ip }) {
      addresses.take(clientOf(ip), 1);
    },
    admit(request, { events, lines, bytes }) {
      check(request);
      for (const id of events.keys()) {
        const [wait, waitForBytes] = [applications.wait(id), applicationBytes.wait(id)];
        if (wait)
          throw tooMany(wait, `Application ${id} may send ${applicationLimit} events per second`);
        if (waitForBytes)
          throw tooMany(
            waitForBytes,
            `Application ${id} may send ${applicationByteLimit} bytes per second`,
          );
      }
      const client = clientOf(request.ip);
      addresses.take(client, Math.max(lines, 1));
      addressBytes.take(client, bytes);
      for (const [id, count] of events) {
        applications.take(id, count);
        applicationBytes.take(id, (bytes * count) / Math.max(lines, 1));
      }
    },
  };
}

/** Whether a proxy that is not trusted stands for all whose requests it passes on. */
function isFromProxy({ headers, ip, socket }: FastifyRequest): boolean {
  return !!headers['x-forwarded-for'] && ip === socket.remoteAddress;
}

function tooMany(wait: number, sentence: string): Refused {
  return new Refused(429, `${sentence}; try again in ${wait} s.`, { 'retry-after': `${wait}` });
}
