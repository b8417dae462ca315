import type { FastifyInstance } from 'fastify';
import type { Logs } from './intake-log/logs.js';
import type { Store } from './store/store.js';

/** `GET /healthz`: 200 while the store answers, else 503; the intake goes on accepting either way. */
export async function healthz(
  app: FastifyInstance,
  { store, logs }: { store: Store; logs: Logs },
): Promise<void> {
  app.get('/healthz', async (_request, reply) => {
    const isUp = await store.ping();
    const waiting = logs.events.waitingBytes + logs.replay.waitingBytes;
    return reply
      .code(isUp ? 200 : 503)
      .send({ store: isUp ? 'up' : 'down', intake_log_waiting_bytes: waiting });
  });
}
