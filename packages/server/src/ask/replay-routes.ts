import { Readable } from 'node:stream';
import { Filter, ReplayAnswer, ReplayRecords } from '@firsthand/protocol/query';
import type { FastifyInstance, FastifyRequest } from 'fastify';
import { Type } from 'typebox';
import { onlyReaders, type ReaderOf } from '../access/readers.js';
import type { Audit } from '../admin/audit.js';
import { Refused } from '../intake/refused.js';
import { documented } from '../openapi/documented.js';
import { openWatchings } from '../replay/watchings.js';
import type { Store } from '../store/store.js';
import { replayRecords } from './replay-records.js';
import { replay } from './replay.js';

const OfApplication = Type.Object({ application: Filter.properties.application });
const RecordsQuery = Type.Interface([OfApplication], {
  view: Type.String(),
  from: Filter.properties.from,
  to: Type.Integer({ ...Filter.properties.to, description: 'The same, inclusive.' }),
});
const Id = Type.Object({ id: Type.String() });
type Watch<Query> = { Params: { id: string }; Querystring: Query };

/** Recordings, for those who may watch them; each that is opened is on record. */
export async function replayRoutes(
  app: FastifyInstance,
  { store, audit, watcherOf }: { store: Store; audit: Audit; watcherOf: ReaderOf },
): Promise<void> {
  const watchings = openWatchings(audit);
  app.addHook('onRequest', onlyReaders(watcherOf));
  const find = async (request: FastifyRequest<Watch<Type.Static<typeof OfApplication>>>) => {
    const of = { application: request.query.application, session: request.params.id };
    const who = watcherOf(request).name;
    const found = await replay(store, of);
    if (!found) throw new Refused(404, `Session ${of.session} has no replay.`);
    return { ...of, ...found, who };
  };

  app.get<Watch<Type.Static<typeof OfApplication>>>(
    '/sessions/:id/replay',
    {
      schema: documented({
        tag: 'Replays',
        summary: 'Pieces of a session’s replay, in the order of time; it is on record who asks.',
        params: Id,
        querystring: OfApplication,
        answer: ReplayAnswer,
      }),
    },
    async (request, reply) => {
      const { segments, ...opened } = await find(request);
      await watchings.record(opened);
      return reply.send({ segments });
    },
  );
  app.get<Watch<Type.Static<typeof RecordsQuery>>>(
    '/sessions/:id/replay/records',
    {
      schema: documented({
        tag: 'Replays',
        summary: 'What pieces of a view start within a time, with their records.',
        params: Id,
        querystring: RecordsQuery,
        answer: ReplayRecords,
        isLines: true,
      }),
    },
    async (request, reply) => {
      const { view, from, to } = request.query;
      const { segments, who, ...of } = await find(request);
      await watchings.recordOnce({ ...of, who });
      const wanted = segments.filter(
        (segment) => segment.view === view && segment.start >= from && segment.start <= to,
      );
      const lines = replayRecords(store, { ...of, segments: wanted });
      return reply.type('application/x-ndjson').send(Readable.from(lines, { highWaterMark: 1 }));
    },
  );
}
