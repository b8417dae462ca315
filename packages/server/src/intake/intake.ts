import type { FastifyError, FastifyInstance } from 'fastify';
import type { Config } from '../config.js';
import type { EnrichRequest } from '../enrich/enrich.js';
import type { Tombstones } from '../erasure/tombstones.js';
import type { Logs } from '../intake-log/logs.js';
import type { Threads } from '../threads/threads.js';
import { describeAnswers, describeRequests } from '../openapi/documented.js';
import { admission } from './admission.js';
import { bodyReader } from './body-reader.js';
import { intakeOfEvents } from './events.js';
import { filterRules } from './filter/filter-rules.js';
import { measurements } from './measurements.js';
import { checkOrigin } from './origin.js';
import { named } from './refused.js';
import { intakeOfReplays } from './replay.js';
import { senders } from './senders.js';

/** The server's public door. What it takes is on disk before its 202. */
export async function intake(
  app: FastifyInstance,
  { config: { rum, replay }, logs, tombstones, threads, enrichRequest }: IntakeParts,
): Promise<void> {
  const { check, admit, countRequest } = admission(rum.rateLimit);
  const read = bodyReader(threads);
  const shared = { logs, tombstones, admit, read, strangerOf: senders(rum) };
  describeAnswers(app);
  describeRequests(app);
  app.removeAllContentTypeParsers();
  app.addContentTypeParser('text/plain', { parseAs: 'buffer' }, (_request, body, done) =>
    done(null, body),
  );
  app.setErrorHandler<FastifyError>((error, request) => {
    throw named(error, request);
  });
  app.addHook('onRequest', checkOrigin(rum));
  app.addHook('onRequest', async (request) => {
    // A preflight that is refused would hide from the page when to come again.
    if (request.method === 'POST') check(request);
  });
  app.addHook('onResponse', async (request, { statusCode }) => {
    if (statusCode >= 400 && statusCode < 500 && statusCode !== 429) countRequest(request);
  });
  await app.register(intakeOfEvents, {
    ...shared,
    isMeasured: measurements(rum.measurements),
    enrichRequest,
  });
  await app.register(intakeOfReplays, { ...shared, isDiscarded: filterRules(replay.filterRules) });
}

interface IntakeParts {
  config: Config;
  logs: Logs;
  tombstones: Tombstones;
  threads: Threads;
  enrichRequest: EnrichRequest;
}
