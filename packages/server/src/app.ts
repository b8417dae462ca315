import fastify, { type FastifyError, type FastifyInstance } from 'fastify';
import type { Config } from './config.js';
import { adminRoutes } from './admin/routes.js';
import { contentSecurityPolicy } from './content-security-policy.js';
import { isConsolePage, serveConsole } from './console.js';
import { healthz } from './healthz.js';
import { requestEnrichments } from './enrich/enrich.js';
import type { ErasureParts } from './erasure/erase.js';
import { faultForLog } from './fault.js';
import { intake } from './intake/intake.js';
import { replayRoutes } from './query/replay-routes.js';
import { queryRoutes } from './query/routes.js';

/** All that one port answers: intake, query API, health and console. */
export async function createApp({ config, tokens, ...parts }: AppParts): Promise<FastifyInstance> {
  const { store, logs, tombstones, audit } = parts;
  const policy = contentSecurityPolicy(config.replay.allowAssets);
  const app = fastify({
    trustProxy: config.trustProxy,
    routerOptions: { querystringParser: (text) => Object.fromEntries(new URLSearchParams(text)) },
  });
  app.setErrorHandler<FastifyError>((error, _request, reply) => {
    const { statusCode: status = 500, message } = error;
    if (status >= 500 && status !== 503) console.error(faultForLog(error));
    const sentence = status === 500 ? 'Something went wrong in the server.' : message;
    return reply.code(status).send({ error: sentence });
  });
  app.setNotFoundHandler((request, reply) => {
    const { method, url, headers } = request;
    return isConsolePage({ method, url, accept: headers.accept })
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
  await app.register(queryRoutes, { prefix: '/api/v1', store });
  await app.register(replayRoutes, {
    prefix: '/api/v1',
    store,
    audit,
    access: config.replay.access,
    tokens: { ...config.replay.tokens, ...tokens },
  });
  await app.register(adminRoutes, { prefix: '/api/v1', tokens, ...parts });
  await app.register(healthz, { store, logs });
  await app.register(serveConsole);
  return app;
}

interface AppParts extends ErasureParts {
  config: Config;
  /** Of those who may erase, export and read the audit log, by name. */
  tokens: Record<string, string>;
}
