import { Filter, SessionsQuery } from '@firsthand/protocol/query';
import type { FastifyInstance, FastifyReply } from 'fastify';
import { Type } from 'typebox';
import { onlyReaders, type ReaderOf } from '../access/readers.js';
import { Refused } from '../intake/refused.js';
import { applications } from './applications.js';
import type { Questions } from './ask.js';
import { one } from './one.js';
import { overview } from './overview.js';
import { session } from './session.js';
import { sessions } from './sessions.js';
import { toldByColumn } from './told-by-column.js';

/** Longest range of a question, in milliseconds. */
const MAX_RANGE = 400 * 24 * 60 * 60_000;

const OfSession = Type.Object({
  application: Filter.properties.application,
  after: Type.Optional(Type.String({ maxLength: 200 })),
});
type OfSession = Type.Static<typeof OfSession>;
const OfEvent = Type.Object({ application: Filter.properties.application });
type OfEvent = Type.Static<typeof OfEvent>;

interface QueryRoutesParts {
  questions: Questions;
  readerOf: ReaderOf;
  /** The first hour of which all events are there, in hours since the epoch. */
  since: () => number;
}

/** Questions that have an address of their own, under `/api/v1`; each reader gets answers about their applications. */
export async function queryRoutes(
  app: FastifyInstance,
  { questions, readerOf, since }: QueryRoutesParts,
): Promise<void> {
  app.addHook('onRequest', onlyReaders(readerOf));
  const asking = (reply: FastifyReply) => questions.on(untilGone(reply));

  app.get('/applications', (request, reply) => applications(asking(reply), readerOf(request)));
  app.get<{ Querystring: Filter }>(
    '/overview',
    { schema: { querystring: Filter } },
    ({ query }, reply) => overview(asking(reply), ordered(query), since()).catch(toldByColumn),
  );
  app.get<{ Querystring: SessionsQuery }>(
    '/sessions',
    { schema: { querystring: SessionsQuery } },
    ({ query }, reply) => sessions(asking(reply), ordered(query), since()).catch(toldByColumn),
  );
  app.get<{ Querystring: OfSession; Params: { id: string } }>(
    '/sessions/:id',
    { schema: { querystring: OfSession } },
    async ({ query: { application, after }, params: { id } }, reply) => {
      const answer = await session(asking(reply), { application, session: id, after });
      if (!answer)
        throw new Refused(404, `Session ${id} has no events in application ${application}.`);
      return answer;
    },
  );
  app.get<{ Querystring: OfEvent; Params: { id: string; event: string } }>(
    '/sessions/:id/events/:event',
    { schema: { querystring: OfEvent } },
    async ({ query: { application }, params: { id, event } }, reply) => {
      const found = await one(asking(reply), { application, session: id, event });
      if (!found) throw new Refused(404, `Session ${id} has no event ${event}.`);
      return found;
    },
  );
}

/** @throws {Refused} where the range is none, or too long */
export function ordered<T extends { from: number; to: number }>(query: T): T {
  if (query.from >= query.to) throw new Refused(400, 'from must be before to.');
  if (query.to - query.from > MAX_RANGE) throw new Refused(400, 'A range is at most 400 days.');
  return query;
}

/** Aborts when the one who asks goes away before there is an answer. */
export function untilGone({ raw }: FastifyReply): AbortSignal {
  const abort = new AbortController();
  raw.once('close', () => {
    if (!raw.writableFinished) abort.abort();
  });
  return abort.signal;
}
