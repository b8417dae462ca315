import {
  ApplicationsAnswer,
  Filter,
  OverviewAnswer,
  SessionAnswer,
  SessionsAnswer,
  SessionsQuery,
  StoredEvent,
} from '@firsthand/protocol/query';
import type { FastifyInstance } from 'fastify';
import { Type } from 'typebox';
import { onlyReaders, type ReaderOf } from '../access/readers.js';
import type { EventsSince } from '../store/count-hours.js';
import { Refused } from '../intake/refused.js';
import { documented, withExamples, type About } from '../openapi/documented.js';
import { DEMO, EVENT, SESSION } from '../openapi/examples.js';
import { applications } from './applications.js';
import { Named, type Answering } from './answering.js';
import { one } from './one.js';
import { overview } from './overview.js';
import { session } from './session.js';
import { sessions } from './sessions.js';

/** Longest range of a question, in milliseconds. */
const MAX_RANGE = 400 * 24 * 60 * 60_000;

const OfSession = Type.Object({
  application: Filter.properties.application,
  after: Type.Optional(
    Type.String({ maxLength: 200, description: '`next` of the answer before.' }),
  ),
});
const OfEvent = Type.Object({ application: Filter.properties.application });
const Id = Type.Object({ id: Type.String() });
const Ids = Type.Object({ id: Type.String(), event: Type.String() });

/** Each with its schemas. */
const SCHEMAS = {
  applications: asked({
    summary: 'Applications, environments and versions that have sent data, most recent first.',
    answer: ApplicationsAnswer,
  }),
  overview: asked({
    summary: 'What happened, at a glance.',
    querystring: withExamples(Filter, DEMO),
    answer: OverviewAnswer,
  }),
  sessions: asked({
    summary: 'Sessions.',
    querystring: withExamples(SessionsQuery, { ...DEMO, limit: 2 }),
    answer: SessionsAnswer,
  }),
  session: asked({
    summary: 'One session with its events, oldest first.',
    params: withExamples(Id, { id: SESSION }),
    querystring: withExamples(OfSession, DEMO),
    answer: SessionAnswer,
    also: [404],
  }),
  event: asked({
    summary: 'One event of a session.',
    params: withExamples(Ids, { id: SESSION, event: EVENT }),
    querystring: withExamples(OfEvent, DEMO),
    answer: StoredEvent,
    also: [404],
  }),
};

function asked(about: Omit<About, 'tag' | 'headers'>) {
  return { schema: documented({ ...about, tag: 'Questions', headers: Named }) };
}

type Of<Query, Params = unknown> = { Querystring: Query; Params: Params };
type OfSession = Of<Type.Static<typeof OfSession>, Type.Static<typeof Id>>;
type OfEvent = Of<Type.Static<typeof OfEvent>, Type.Static<typeof Ids>>;

interface QueryRoutesParts {
  answer: Answering;
  readerOf: ReaderOf;
  since: () => EventsSince;
}

/** Questions that have an address of their own, under `/api/v1`; each reader gets answers about their applications. */
export async function queryRoutes(
  app: FastifyInstance,
  { answer, readerOf, since }: QueryRoutesParts,
): Promise<void> {
  app.addHook('onRequest', onlyReaders(readerOf));

  app.get('/applications', SCHEMAS.applications, (request, reply) =>
    answer(request, reply, (ask) => applications(ask, readerOf(request))),
  );
  app.get<Of<Filter>>('/overview', SCHEMAS.overview, (request, reply) =>
    answer(request, reply, (ask) => overview(ask, ordered(request.query), since().hourly_figures)),
  );
  app.get<Of<SessionsQuery>>('/sessions', SCHEMAS.sessions, (request, reply) =>
    answer(request, reply, (ask) => sessions(ask, ordered(request.query), since().hourly_sessions)),
  );
  app.get<OfSession>('/sessions/:id', SCHEMAS.session, async (request, reply) => {
    const { application, after } = request.query;
    const { id } = request.params;
    const found = await answer(request, reply, (ask) =>
      session(ask, { application, session: id, after }),
    );
    if (found) return found;
    throw new Refused(404, `Session ${id} has no events in application ${application}.`);
  });
  app.get<OfEvent>('/sessions/:id/events/:event', SCHEMAS.event, async (request, reply) => {
    const { application } = request.query;
    const { id, event } = request.params;
    const found = await answer(request, reply, (ask) =>
      one(ask, { application, session: id, event }),
    );
    if (found) return found;
    throw new Refused(404, `Session ${id} has no event ${event}.`);
  });
}

/** @throws {Refused} where the range is none, or too long */
export function ordered<T extends { from: number; to: number }>(query: T): T {
  if (query.from >= query.to) throw new Refused(400, 'from must be before to.');
  if (query.to - query.from > MAX_RANGE) throw new Refused(400, 'A range is at most 400 days.');
  return query;
}
