import type { FastifyRequest } from 'fastify';
import type { Config } from '../config.js';
import { Refused } from '../intake/refused.js';
import { isLoopback, type Asker } from './is-loopback.js';
import type { LocalKey } from './local-key.js';
import { tokenHolders, tokenOf, type Holder, type TokenLists } from './token-holders.js';

export interface ReadersParts {
  access: Config['access'];
  /** The option that says so. */
  option: string;
  lists: TokenLists;
  localKey: LocalKey;
}

/** Says who reads: the name of their token, `loopback` or `anyone`. @throws {Refused} when they may not */
export type ReaderOf = (request: Asker) => Holder;

export function readers({ access, option, lists, localKey }: ReadersParts): ReaderOf {
  const holders = tokenHolders(lists);
  return (request) => {
    if (access === 'everyone') return holders.find(request) ?? withoutToken('anyone');
    if (access === 'token' || tokenOf(request)) return holders.demand(request);
    if (localKey.isHeldBy(request)) return withoutToken('loopback');
    if (isLoopback(request))
      throw new Refused(
        401,
        'This is read at the address that the server printed as it started, which holds a key; "firsthand url" prints it again. Or with a token.',
      );
    throw new Refused(
      403,
      `This is read on the server’s own machine, or with a token: see ${option}.`,
    );
  };
}

/** A hook that lets through only who may read, and only what they ask of applications that they may read. */
export function onlyReaders(readerOf: ReaderOf) {
  return async (request: FastifyRequest): Promise<void> => {
    const { mayRead } = readerOf(request);
    const { application } = request.query as { application?: string };
    if (application !== undefined && !mayRead(application)) {
      throw new Refused(403, `This token is not for application ${application}.`);
    }
  };
}

function withoutToken(name: string): Holder {
  return { name, mayRead: () => true };
}
