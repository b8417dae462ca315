import type { FastifyRequest } from 'fastify';
import type { Config } from '../config.js';
import { Refused } from '../intake/refused.js';
import { isLoopback, type Asker } from './is-loopback.js';
import { tokenHolders, tokenOf, type Holder, type TokenLists } from './token-holders.js';

export interface ReadersParts {
  access: Config['access'];
  /** The option that says so. */
  option: string;
  lists: TokenLists;
}

/** Says who reads: the name of their token, `loopback` or `anyone`. @throws {Refused} when they may not */
export type ReaderOf = (request: Asker) => Holder;

export function readers({ access, option, lists }: ReadersParts): ReaderOf {
  const holders = tokenHolders(lists);
  return (request) => {
    if (access === 'everyone') return holders.find(request) ?? withoutToken('anyone');
    if (access === 'token' || tokenOf(request)) return holders.demand(request);
    if (isLoopback(request)) return withoutToken('loopback');
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
