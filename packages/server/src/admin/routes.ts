import { Readable } from 'node:stream';
import { AuditAnswer, ErasureAnswer, Subject } from '@firsthand/protocol/query';
import type { FastifyInstance } from 'fastify';
import { Type } from 'typebox';
import { tokenHolders } from '../access/token-holders.js';
import type { Config } from '../config.js';
import { erase, type ErasureParts } from '../erasure/erase.js';
import { exportSubjectData } from '../erasure/export.js';
import { partsOf } from '../erasure/subject.js';
import { drained } from '../intake-log/drained.js';
import { insertRefused } from '../erasure/insert-refused.js';
import { documented, type About } from '../openapi/documented.js';
import type { Threads } from '../threads/threads.js';
import { auditEntries } from './audit.js';

const Line = Type.Object({}, { description: 'One of them, as it is stored.' });
const SCHEMAS = {
  erasures: administered({
    summary: 'Erases all of a user, a session or an application.',
    body: { ...Subject, examples: [{ session: 'example-session' }] },
    answer: ErasureAnswer,
  }),
  exports: administered({
    summary: 'All of a user, a session or an application: events, then pieces of replays.',
    body: { ...Subject, examples: [{ session: 'example-session' }] },
    answer: Line,
    isLines: true,
  }),
  audit: administered({
    summary: 'Who had access to what, the latest first.',
    answer: AuditAnswer,
  }),
  refusedRows: administered({
    summary: 'Rows that the store refused.',
    answer: Line,
    isLines: true,
  }),
  retry: administered({
    summary: 'Offers them to the store again.',
    answer: Type.Object({ stored: Type.Integer(), left: Type.Integer() }),
  }),
};

function administered(about: Omit<About, 'tag'>) {
  return { schema: documented({ ...about, tag: 'Administration' }) };
}

/**
 * Erasure, export, audit and rows that are kept aside, under `/api/v1`; each needs a token. A subject travels in the
 * body, since proxies keep logs of addresses.
 */
export async function adminRoutes(
  app: FastifyInstance,
  { adminTokens, ...parts }: ErasureParts & Pick<Config, 'adminTokens'> & { threads: Threads },
): Promise<void> {
  const { store, logs, audit, refusedRows, threads } = parts;
  const { demand } = tokenHolders({ adminTokens });
  app.addHook('onRequest', async (request) => void demand(request));

  app.post<{ Body: Subject }>('/erasures', SCHEMAS.erasures, (request) =>
    erase(parts, request.body, demand(request).name),
  );
  app.post<{ Body: Subject }>('/exports', SCHEMAS.exports, async (request, reply) => {
    const { kind, id } = partsOf(request.body);
    await audit({ who: demand(request).name, action: 'export', subject_kind: kind, subject: id });
    await drained(logs);
    const lines = linesOf(exportSubjectData(store, request.body));
    return reply.type('application/x-ndjson').send(Readable.from(lines));
  });
  app.get('/audit', SCHEMAS.audit, () => auditEntries(store));
  app.get('/refused-rows', SCHEMAS.refusedRows, (_request, reply) => {
    const lines = async function* () {
      yield* await refusedRows.list();
    };
    return reply.type('application/x-ndjson').send(Readable.from(linesOf(lines())));
  });
  app.post('/refused-rows/retry', SCHEMAS.retry, () =>
    refusedRows.retry((refused) => insertRefused(refused, { store, threads })),
  );
}

async function* linesOf(values: AsyncIterable<unknown>): AsyncIterable<string> {
  for await (const value of values) yield `${JSON.stringify(value)}\n`;
}
