import { QuestionProgress, StoreAnswer } from '@firsthand/protocol/query';
import type { FastifyInstance } from 'fastify';
import { Type } from 'typebox';
import { onlyReaders, type ReaderOf } from '../access/readers.js';
import type { Holder } from '../access/token-holders.js';
import { Refused } from '../intake/refused.js';
import { documented } from '../openapi/documented.js';
import { backfillOf } from '../store/backfill.js';
import { countingOf } from '../store/counting.js';
import type { Store } from '../store/store.js';
import { nameOf, type AllProgress } from './progress.js';

const OfQuestion = Type.Object({ id: Type.String({ format: 'uuid' }) });

/** What readers are told of the server’s work, under `/api/v1`, beside questions and not in turn with them. */
export async function serverRoutes(
  app: FastifyInstance,
  { progress, store, readerOf }: ServerParts,
): Promise<void> {
  app.addHook('onRequest', onlyReaders(readerOf));
  const progressOf = async (reader: Holder, id: string) => {
    const found = await progress.of(nameOf(reader, id));
    if (found) return found;
    throw new Refused(404, `You ask no question ${id}, or it is answered.`);
  };

  app.get<{ Params: Type.Static<typeof OfQuestion> }>(
    '/questions/:id',
    {
      schema: documented({
        tag: 'Server',
        summary: 'How far a question is that you ask with the header `question-id`.',
        params: OfQuestion,
        answer: QuestionProgress,
        also: [400, 404],
      }),
    },
    (request) => progressOf(readerOf(request), request.params.id),
  );
  app.get(
    '/store',
    {
      schema: documented({
        tag: 'Server',
        summary: 'What the store does beside answering.',
        answer: StoreAnswer,
      }),
    },
    async () => ({ backfill: await backfillOf(store), counting: await countingOf(store) }),
  );
  app.get(
    '/openapi.json',
    {
      schema: documented({
        tag: 'Server',
        summary: 'This description.',
        answer: Type.Object({ openapi: Type.String() }, { additionalProperties: true }),
      }),
    },
    () => app.swagger(),
  );
}

interface ServerParts {
  progress: AllProgress;
  store: Pick<Store, 'query' | 'layout'>;
  readerOf: ReaderOf;
}
