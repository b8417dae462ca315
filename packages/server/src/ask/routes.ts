import { Filter, SessionsQuery } from '@firsthand/protocol/query';
import type { FastifyInstance } from 'fastify';
import { Type, type Static } from 'typebox';
import { onlyReaders, type ReaderOf } from '../access/readers.js';
import type { Holder } from '../access/token-holders.js';
import { Refused } from '../intake/refused.js';
import { backfillOf } from '../store/backfill.js';
import type { Store } from '../store/store.js';
import { applications } from './applications.js';
import { Named, type Answering } from './answering.js';
import { one } from './one.js';
import { overview } from './overview.js';
import { nameOf, type AllProgress } from './progress.js';
import { session } from './session.js';
import { sessions } from './sessions.js';

/** Longest range of a question, in milliseconds. */
const MAX_RANGE = 400 * 24 * 60 * 60_000;

const OfSession = Type.Object({
  application: Filter.properties.application,
  after: Type.Optional(Type.String({ maxLength: 200 })),
});
type OfSession = Type.Static<typeof OfSession>;
const OfEvent = Type.Object({ application: Filter.properties.application });
type OfEvent = Type.Static<typeof OfEvent>;

const OfQuestion = Type.Object({ id: Type.String({ format: 'uuid' }) });

interface QueryParts {
  answer: Answering;
  progress: AllProgress;
  store: Pick<Store, 'query'>;
  readerOf: ReaderOf;
}

/** Questions that have an address of their own, under `/api/v1`; each reader gets answers about their applications. */
export async function queryRoutes(
  app: FastifyInstance,
  { answer, progress, store, readerOf }: QueryParts,
): Promise<void> {
  app.addHook('onRequest', onlyReaders(readerOf));

  const toldOf = async (reader: Holder, id: string) => {
    const found = await progress.of(nameOf(reader, id));
    if (found) return found;
    throw new Refused(404, `You ask no question ${id}, or it is answered.`);
  };

  app.get('/applications', { schema: { headers: Named } }, (request, reply) =>
    answer(request, reply, (ask) => applications(ask, readerOf(request))),
  );
  app.get<{ Querystring: Filter }>(
    '/overview',
    { schema: { headers: Named, querystring: Filter } },
    (request, reply) => answer(request, reply, (ask) => overview(ask, ordered(request.query))),
  );
  app.get<{ Querystring: SessionsQuery }>(
    '/sessions',
    { schema: { headers: Named, querystring: SessionsQuery } },
    (request, reply) => answer(request, reply, (ask) => sessions(ask, ordered(request.query))),
  );
  app.get<{ Querystring: OfSession; Params: { id: string } }>(
    '/sessions/:id',
    { schema: { headers: Named, querystring: OfSession } },
    async (request, reply) => {
      const { application, after } = request.query;
      const { id } = request.params;
      const found = await answer(request, reply, (ask) =>
        session(ask, { application, session: id, after }),
      );
      if (found) return found;
      throw new Refused(404, `Session ${id} has no events in application ${application}.`);
    },
  );
  app.get<{ Querystring: OfEvent; Params: { id: string; event: string } }>(
    '/sessions/:id/events/:event',
    { schema: { headers: Named, querystring: OfEvent } },
    async (request, reply) => {
      const { application } = request.query;
      const { id, event } = request.params;
      const found = await answer(request, reply, (ask) =>
        one(ask, { application, session: id, event }),
      );
      if (found) return found;
      throw new Refused(404, `Session ${id} has no event ${event}.`);
    },
  );
  app.get<{ Params: Static<typeof OfQuestion> }>(
    '/questions/:id',
    { schema: { params: OfQuestion } },
    (request) => toldOf(readerOf(request), request.params.id),
  );
  app.get('/store', async () => ({ backfill: await backfillOf(store) }));
}

/** @throws {Refused} where the range is none, or too long */
export function ordered<T extends { from: number; to: number }>(query: T): T {
  if (query.from >= query.to) throw new Refused(400, 'from must be before to.');
  if (query.to - query.from > MAX_RANGE) throw new Refused(400, 'A range is at most 400 days.');
  return query;
}
