import fastify, { type FastifyError, type FastifyInstance } from 'fastify';
import { readers } from './access/readers.js';
import type { Config } from './config.js';
import { adminRoutes } from './admin/routes.js';
import { contentSecurityPolicy } from './content-security-policy.js';
import { isConsolePage, serveConsole } from './console.js';
import { healthz } from './healthz.js';
import { requestEnrichments } from './enrich/enrich.js';
import type { ErasureParts } from './erasure/erase.js';
import { faultForLog } from './fault.js';
import { intake } from './intake/intake.js';
import type { Refused } from './intake/refused.js';
import { replayRoutes } from './query/replay-routes.js';
import { queryRoutes } from './query/routes.js';

/** All that one port answers: intake, query API, health and console. */
export async function createApp({
  config,
  adminTokens,
  ...parts
}: AppParts): Promise<FastifyInstance> {
  const { store, logs, tombstones, audit } = parts;
  const policy = contentSecurityPolicy(config.replay.allowAssets);
  const app = fastify({
    trustProxy: config.trustProxy,
    routerOptions: { querystringParser: (text) => Object.fromEntries(new URLSearchParams(text)) },
  });
  app.setErrorHandler<FastifyError & Partial<Refused>>((error, _request, reply) => {
    const { statusCode: status = 500, message, headers = {} } = error;
    if (status >= 500 && status !== 503) console.error(faultForLog(error));
    const sentence = status === 500 ? 'Something went wrong in the server.' : message;
    return reply.code(status).headers(headers).send({ error: sentence });
  });
  app.setNotFoundHandler((request, reply) => {
    const { method, url, headers } = request;
    return config.console.enabled && isConsolePage({ method, url, accept: headers.accept })
      ? reply.sendFile('index.html')
      : reply.code(404).send({ error: `There is nothing at ${method} ${url.split('?')[0]}.` });
  });
  app.addHook('onSend', async (_request, reply) => {
    reply
      .header('x-content-type-options', 'nosniff')
      .header('referrer-policy', 'no-referrer')
      .header('content-security-policy', policy);
  });
  if (config.rum.enabled) {
    const enrichRequest = await requestEnrichments(config);
    await app.register(intake, { prefix: '/rum', config, logs, tombstones, enrichRequest });
  }
  const ofWatchers = { 'replay.tokens': config.replay.tokens, adminTokens };
  const readerOf = readers({
    access: config.access,
    option: 'access',
    lists: { tokens: config.tokens, ...ofWatchers },
  });
  const watcherOf = readers({
    access: config.replay.access,
    option: 'replay.access',
    lists: ofWatchers,
  });
  await app.register(queryRoutes, { prefix: '/api/v1', store, readerOf });
  await app.register(replayRoutes, { prefix: '/api/v1', store, audit, watcherOf });
  await app.register(adminRoutes, { prefix: '/api/v1', adminTokens, ...parts });
  await app.register(healthz, { store, logs });
  if (config.console.enabled) await app.register(serveConsole);
  return app;
}

interface AppParts extends ErasureParts {
  config: Config;
  /** Those of the configuration, and the command line's. */
  adminTokens: Config['adminTokens'];
}
