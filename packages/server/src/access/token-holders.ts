import { createHash, timingSafeEqual } from 'node:crypto';
import type { FastifyRequest } from 'fastify';
import type { Config } from '../config.js';
import { Refused } from '../intake/refused.js';
import { wildcard } from '../wildcard.js';

/** Tokens by the names of their holders, in lists by the names of their options. */
export type TokenLists = Readonly<Record<string, Config['tokens']>>;

export interface Holder {
  name: string;
  mayRead(application: string): boolean;
}

type Bearing = Pick<FastifyRequest, 'headers'>;

/** Who has which token; one that is in several lists may what each of its entries allows. */
export function tokenHolders(lists: TokenLists) {
  const entries = Object.values(lists).flatMap((list) => Object.entries(list));
  const known = entries.map(([name, entry]) => {
    const { token, applications } =
      typeof entry === 'string' ? { token: entry, applications: ['*'] } : entry;
    return { name, digest: digestOf(token), mayRead: wildcard(applications, { isExact: true }) };
  });
  const options = new Intl.ListFormat('en-GB', { type: 'disjunction' }).format(Object.keys(lists));

  const find = (request: Bearing): Holder | undefined => {
    const digest = digestOf(tokenOf(request) ?? '');
    const found = known.filter((entry) => timingSafeEqual(entry.digest, digest));
    const [first] = found;
    return (
      first && {
        name: first.name,
        mayRead: (application) => found.some(({ mayRead }) => mayRead(application)),
      }
    );
  };
  return {
    /** Whose token a request bears, if it is anyone's. */
    find,
    /** The same. @throws {Refused} when it is no one's */
    demand(request: Bearing): Holder {
      const holder = find(request);
      if (holder) return holder;
      throw new Refused(
        401,
        tokenOf(request)
          ? `This token is none of the server’s ${options}.`
          : `This needs one of the server’s ${options}, as Bearer.`,
      );
    },
  };
}

export function tokenOf({ headers }: Bearing): string | undefined {
  return /^Bearer (.+)$/i.exec(headers.authorization ?? '')?.[1];
}

/** Of one length, as the comparison needs it. */
function digestOf(token: string): Buffer {
  return createHash('sha256').update(token).digest();
}
