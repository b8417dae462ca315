import { Filter, SessionsQuery } from '@firsthand/protocol/query';
import type { FastifyInstance } from 'fastify';
import { Type } from 'typebox';
import { onlyReaders, type ReaderOf } from '../access/readers.js';
import { Refused } from '../intake/refused.js';
import type { Store } from '../store/store.js';
import { applications } from './applications.js';
import { overview } from './overview.js';
import { session } from './session.js';
import { sessions } from './sessions.js';

/** Longest range of a question, in milliseconds. */
const MAX_RANGE = 400 * 24 * 60 * 60_000;

const OfSession = Type.Object({
  application: Filter.properties.application,
  after: Type.Optional(Type.String({ maxLength: 200 })),
});
type OfSession = Type.Static<typeof OfSession>;

/** The questions that the console asks, under `/api/v1`; each reader gets answers about their applications. */
export async function queryRoutes(
  app: FastifyInstance,
  { store, readerOf }: { store: Store; readerOf: ReaderOf },
): Promise<void> {
  app.addHook('onRequest', onlyReaders(readerOf));

  app.get('/applications', (request) => applications(store, readerOf(request)));
  app.get<{ Querystring: Filter }>('/overview', { schema: { querystring: Filter } }, ({ query }) =>
    overview(store, ordered(query)),
  );
  app.get<{ Querystring: SessionsQuery }>(
    '/sessions',
    { schema: { querystring: SessionsQuery } },
    ({ query }) => sessions(store, ordered(query)),
  );
  app.get<{ Querystring: OfSession; Params: { id: string } }>(
    '/sessions/:id',
    { schema: { querystring: OfSession } },
    async ({ query: { application, after }, params: { id } }) => {
      const answer = await session(store, { application, session: id, after });
      if (!answer)
        throw new Refused(404, `Session ${id} has no events in application ${application}.`);
      return answer;
    },
  );
}

function ordered<T extends Filter>(query: T): T {
  if (query.from >= query.to) throw new Refused(400, 'from must be before to.');
  if (query.to - query.from > MAX_RANGE) throw new Refused(400, 'A range is at most 400 days.');
  return query;
}
