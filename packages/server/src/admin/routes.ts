import { Readable } from 'node:stream';
import { Subject } from '@firsthand/protocol/query';
import type { FastifyInstance } from 'fastify';
import { erase, type ErasureParts } from '../erasure/erase.js';
import { exportSubjectData } from '../erasure/export.js';
import { partsOf } from '../erasure/subject.js';
import { drained } from '../intake-log/drained.js';
import { auditEntries } from './audit.js';
import { tokenNames } from './authorize.js';

/**
 * Erasure, export and audit, under `/api/v1`; each needs a token. A subject travels in the body, since proxies
 * keep logs of addresses.
 */
export async function adminRoutes(
  app: FastifyInstance,
  { tokens, ...parts }: ErasureParts & { tokens: Record<string, string> },
): Promise<void> {
  const { store, logs, audit } = parts;
  const whoOf = tokenNames(tokens);
  app.addHook('onRequest', async (request) => void whoOf(request));
  const body = { schema: { body: Subject } };

  app.post<{ Body: Subject }>('/erasures', body, (request) =>
    erase(parts, request.body, whoOf(request)),
  );
  app.post<{ Body: Subject }>('/exports', body, async (request, reply) => {
    const { kind, id } = partsOf(request.body);
    await audit({ who: whoOf(request), action: 'export', subject_kind: kind, subject: id });
    await drained(logs);
    const lines = linesOf(exportSubjectData(store, request.body));
    return reply.type('application/x-ndjson').send(Readable.from(lines));
  });
  app.get('/audit', () => auditEntries(store));
}

async function* linesOf(values: AsyncIterable<unknown>): AsyncIterable<string> {
  for await (const value of values) yield `${JSON.stringify(value)}\n`;
}
