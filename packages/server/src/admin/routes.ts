import { Readable } from 'node:stream';
import { Subject } from '@firsthand/protocol/query';
import type { FastifyInstance } from 'fastify';
import { tokenHolders } from '../access/token-holders.js';
import type { Config } from '../config.js';
import { erase, type ErasureParts } from '../erasure/erase.js';
import { exportSubjectData } from '../erasure/export.js';
import { partsOf } from '../erasure/subject.js';
import { drained } from '../intake-log/drained.js';
import { insertRefused } from '../erasure/insert-refused.js';
import type { Threads } from '../threads/threads.js';
import { auditEntries } from './audit.js';

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
  const body = { schema: { body: Subject } };

  app.post<{ Body: Subject }>('/erasures', body, (request) =>
    erase(parts, request.body, demand(request).name),
  );
  app.post<{ Body: Subject }>('/exports', body, async (request, reply) => {
    const { kind, id } = partsOf(request.body);
    await audit({ who: demand(request).name, action: 'export', subject_kind: kind, subject: id });
    await drained(logs);
    const lines = linesOf(exportSubjectData(store, request.body));
    return reply.type('application/x-ndjson').send(Readable.from(lines));
  });
  app.get('/audit', () => auditEntries(store));
  app.get('/refused-rows', (_request, reply) => {
    const lines = async function* () {
      yield* await refusedRows.list();
    };
    return reply.type('application/x-ndjson').send(Readable.from(linesOf(lines())));
  });
  app.post('/refused-rows/retry', () =>
    refusedRows.retry((refused) => insertRefused(refused, { store, threads })),
  );
}

async function* linesOf(values: AsyncIterable<unknown>): AsyncIterable<string> {
  for await (const value of values) yield `${JSON.stringify(value)}\n`;
}
