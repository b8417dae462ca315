import type { FastifyInstance } from 'fastify';
import type { Health } from './health.js';
import type { Logs } from './intake-log/logs.js';
import type { Store } from './store/store.js';

/**
 * `GET /healthz`: 200 while all works, else 503 with what fails; the intake goes on accepting as long as the disk does.
 * `GET /readyz`: 200 while it accepts.
 */
export async function healthz(
  app: FastifyInstance,
  { store, logs, health }: { store: Store; logs: Logs; health: Health },
): Promise<void> {
  app.get('/healthz', async (_request, reply) => {
    const isUp = await store.ping();
    const { failing, warnings } = health;
    return reply.code(isUp && !Object.keys(failing).length ? 200 : 503).send({
      store: isUp ? 'up' : 'down',
      intake_log_waiting_bytes: logs.events.waitingBytes + logs.replay.waitingBytes,
      failing,
      warnings,
    });
  });
  app.get('/readyz', async (_request, reply) => {
    const full = Object.entries(logs).flatMap(([name, { hasRoom }]) => (hasRoom ? [] : [name]));
    const isReady = !health.isEnding && !full.length;
    return reply.code(isReady ? 200 : 503).send({
      ready: isReady,
      ...(health.isEnding && { ending: true }),
      ...(full.length && { full_logs: full }),
    });
  });
}
