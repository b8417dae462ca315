import { Readable } from 'node:stream';
import { Filter } from '@firsthand/protocol/query';
import type { FastifyInstance, FastifyRequest } from 'fastify';
import { Type } from 'typebox';
import { Refused } from '../intake/refused.js';
import { openReplayAccess, type ReplayAccessParts } from '../replay/access.js';
import type { Store } from '../store/store.js';
import { replayRecords } from './replay-records.js';
import { replay } from './replay.js';

const OfApplication = Type.Object({ application: Filter.properties.application });
const RecordsQuery = Type.Interface([OfApplication], {
  view: Type.String(),
  from: Type.Integer({ minimum: 0 }),
  to: Type.Integer({ minimum: 0 }),
});
type Watch<Query> = { Params: { id: string }; Querystring: Query };

/** Recordings, for those who may watch them; each that is opened is on record. */
export async function replayRoutes(
  app: FastifyInstance,
  { store, ...access }: ReplayAccessParts & { store: Store },
): Promise<void> {
  const opens = openReplayAccess(access);
  const find = async (request: FastifyRequest<Watch<Type.Static<typeof OfApplication>>>) => {
    const of = { application: request.query.application, session: request.params.id };
    const who = opens.whoMay(request);
    const found = await replay(store, of);
    if (!found) throw new Refused(404, `Session ${of.session} has no replay.`);
    return { ...of, ...found, who };
  };

  app.get<Watch<Type.Static<typeof OfApplication>>>(
    '/sessions/:id/replay',
    { schema: { querystring: OfApplication } },
    async (request, reply) => {
      const { segments, ...opened } = await find(request);
      await opens.record(opened);
      return reply.send({ segments });
    },
  );
  app.get<Watch<Type.Static<typeof RecordsQuery>>>(
    '/sessions/:id/replay/records',
    { schema: { querystring: RecordsQuery } },
    async (request, reply) => {
      const { view, from, to } = request.query;
      const { segments, who, ...of } = await find(request);
      await opens.recordOnce({ ...of, who });
      const wanted = segments.filter(
        (segment) => segment.view === view && segment.start >= from && segment.start <= to,
      );
      const lines = replayRecords(store, { ...of, segments: wanted });
      return reply.type('application/x-ndjson').send(Readable.from(lines, { highWaterMark: 1 }));
    },
  );
}
