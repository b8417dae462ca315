import fastify, { type FastifyError, type FastifyInstance } from 'fastify';
import type { LocalKey } from './access/local-key.js';
import { readers } from './access/readers.js';
import { onlySameOrigin } from './access/same-origin.js';
import type { Config } from './config.js';
import { adminRoutes } from './admin/routes.js';
import { contentSecurityPolicy } from './content-security-policy.js';
import { isConsolePage, serveConsole } from './console.js';
import type { Health } from './health.js';
import { healthz } from './healthz.js';
import { requestEnrichments } from './enrich/enrich.js';
import type { ErasureParts } from './erasure/erase.js';
import { faultForLog } from './fault.js';
import { intake } from './intake/intake.js';
import { Refused, RETRY_LATER } from './intake/refused.js';
import { replayRoutes } from './ask/replay-routes.js';
import { askRoutes } from './ask/ask-routes.js';
import { answering } from './ask/answering.js';
import { openQuestions } from './ask/ask.js';
import { openProgress } from './ask/progress.js';
import { queryRoutes } from './ask/routes.js';
import { eventsSince } from './store/retention.js';
import { serverRoutes } from './ask/server-routes.js';
import { describeAnswers } from './openapi/documented.js';
import { openapi } from './openapi/openapi.js';
import type { Threads } from './threads/threads.js';

/** How long a client may take for a request, and be silent after it, in milliseconds. */
const DEADLINES = { requestTimeout: 30_000, keepAliveTimeout: 30_000 };

/** All that one port answers: intake, query API, health and console. */
export async function createApp({
  config,
  adminTokens,
  localKey,
  ...parts
}: AppParts): Promise<FastifyInstance> {
  const { store, logs, threads, tombstones, health } = parts;
  const policy = contentSecurityPolicy(config.replay.allowAssets);
  const app = fastify({
    trustProxy: config.trustProxy,
    ...DEADLINES,
    // What is misspelt is told, not taken away.
    ajv: { customOptions: { removeAdditional: false } },
    // What comes while the server ends is told so below, in its own words.
    return503OnClosing: false,
    routerOptions: { querystringParser: (text) => Object.fromEntries(new URLSearchParams(text)) },
  });
  app.setErrorHandler<FastifyError & Partial<Refused>>((error, _request, reply) => {
    const { statusCode: status = 500, message, headers = {} } = error;
    if (status >= 500 && status !== 503) console.error(faultForLog(error));
    const sentence =
      status === 500 ? 'Something went wrong in the server.' : (unknownField(error) ?? message);
    return reply.code(status).headers(headers).send({ error: sentence });
  });
  app.setNotFoundHandler((request, reply) => {
    const { method, url, headers } = request;
    return config.console.enabled && isConsolePage({ method, url, accept: headers.accept })
      ? reply.sendFile('index.html')
      : reply.code(404).send({ error: `There is nothing at ${method} ${url.split('?')[0]}.` });
  });
  app.server.maxConnections = config.maxConnections;
  app.server.headersTimeout = DEADLINES.requestTimeout;
  // After the headers by which pages of other origins may read it.
  app.addHook('preParsing', async () => {
    if (health.isEnding) throw new Refused(503, 'The server is ending; try again.', RETRY_LATER);
  });
  app.addHook('onRequest', async ({ raw }) => {
    // Two of them may mean two servers to a proxy and to us: https://www.rfc-editor.org/rfc/rfc9112#section-3.2
    const hosts = raw.rawHeaders.filter((name, at) => at % 2 === 0 && /^host$/i.test(name));
    if (hosts.length > 1) throw new Refused(400, 'A request has one Host.');
  });
  app.addHook('onRequest', async (request, reply) => localKey.exchange(request, reply));
  app.addHook('onSend', async ({ url }, reply) => {
    // Pages of other origins send to the intake, and embed nothing of the rest.
    if (!url.startsWith('/rum/')) reply.header('cross-origin-resource-policy', 'same-origin');
    reply
      .header('x-content-type-options', 'nosniff')
      .header('referrer-policy', 'no-referrer')
      // Links of a replay may name anybody's hosts.
      .header('x-dns-prefetch-control', 'off')
      .header('content-security-policy', policy);
  });
  await openapi(app);
  if (config.rum.enabled) {
    const enrichRequest = await requestEnrichments(config);
    await app.register(intake, {
      prefix: '/rum',
      config,
      logs,
      tombstones,
      threads,
      enrichRequest,
    });
  }
  await app.register((scope) => api(scope, { config, adminTokens, localKey, ...parts }), {
    prefix: '/api/v1',
  });
  await app.register(healthz, { store, logs, health });
  if (config.console.enabled) await app.register(serveConsole);
  return app;
}

/** What readers, watchers of replays and administrators ask. */
async function api(
  app: FastifyInstance,
  { config, adminTokens, localKey, ...parts }: AppParts,
): Promise<void> {
  const { store, audit } = parts;
  const ofWatchers = { 'replay.tokens': config.replay.tokens, adminTokens };
  const readerOf = readers({
    access: config.access,
    option: 'access',
    localKey,
    lists: { tokens: config.tokens, ...ofWatchers },
  });
  const watcherOf = readers({
    access: config.replay.access,
    option: 'replay.access',
    localKey,
    lists: ofWatchers,
  });
  const progress = openProgress(store);
  const answer = answering({
    questions: openQuestions(store, config.questions),
    progress,
    readerOf,
  });
  describeAnswers(app);
  app.addHook('onRequest', onlySameOrigin);
  app.addHook('onSend', async (_request, reply) => void reply.header('cache-control', 'no-store'));
  await app.register(serverRoutes, { progress, store, readerOf });
  await app.register(queryRoutes, {
    answer,
    readerOf,
    since: () => eventsSince(config.retention),
  });
  await app.register(askRoutes, { prefix: '/ask', answer, readerOf });
  await app.register(replayRoutes, { store, audit, watcherOf });
  await app.register(adminRoutes, { adminTokens, ...parts });
}

interface AppParts extends ErasureParts {
  threads: Threads;
  config: Config;
  /** Those of the configuration, and the command line's. */
  adminTokens: Config['adminTokens'];
  health: Health;
  localKey: LocalKey;
}

/** What a body names that nobody asks for. */
function unknownField({ validation }: Pick<FastifyError, 'validation'>): string | undefined {
  const { keyword, params } = validation?.[0] ?? {};
  return keyword === 'additionalProperties'
    ? `There is no ${String(params?.['additionalProperty'])}.`
    : undefined;
}
