import { createHash, timingSafeEqual } from 'node:crypto';
import type { FastifyRequest } from 'fastify';
import { Refused } from '../intake/refused.js';

/** Says whose token a request bears. @throws {Refused} when it is no one's */
export function tokenNames(tokens: Readonly<Record<string, string>>) {
  const known = Object.entries(tokens).map(([name, token]) => ({ name, digest: digestOf(token) }));
  return ({ headers }: Pick<FastifyRequest, 'headers'>): string => {
    const [, token] = /^Bearer (.+)$/.exec(headers.authorization ?? '') ?? [];
    const digest = digestOf(token ?? '');
    const owner = known.find((entry) => timingSafeEqual(entry.digest, digest));
    if (!token || !owner)
      throw new Refused(401, 'This needs a token that the server knows, as Bearer.');
    return owner.name;
  };
}

/** Of one length, as the comparison needs it. */
function digestOf(token: string): Buffer {
  return createHash('sha256').update(token).digest();
}
