import { appendFile } from 'node:fs/promises';
import { join, resolve } from 'node:path';
import type { FastifyInstance } from 'fastify';
import { createApp } from './app.js';
import { completeConfig, type ConfigInput } from './config.js';
import { openIntakeLog } from './intake-log/intake-log.js';
import { lockFolder } from './lock.js';
import { pump } from './pump.js';
import { openStore } from './store/store.js';

export interface Server {
  readonly app: FastifyInstance;
  /**
   * Begins to answer.
   *
   * @throws when the port is taken, unless `portFallback` lets it move on to the next
   */
  listen(): Promise<{ url: string }>;
  /** Stops answering, moves what was accepted into the store, and closes it. */
  close(): Promise<void>;
}

/** How long `close` waits for a store that does not answer, in milliseconds; the rest stays in the intake log. */
const DRAIN_TIMEOUT = 5_000;
/** How long `close` waits for requests in flight, in milliseconds; the browser sends an unanswered batch again. */
const CLOSE_TIMEOUT = 1_000;
/** Ports tried after the first. */
const FALLBACK_PORTS = 20;

/** Makes a server: its store is open and migrated, and what an earlier process left is on its way into it. */
export async function createServer(input: ConfigInput = {}): Promise<Server> {
  const config = completeConfig(input);
  const dataDir = resolve(config.dataDir);
  const unlock = lockFolder(dataDir);
  const abort = new AbortController();
  const store = await openStore({ path: join(dataDir, 'store'), url: config.clickhouseUrl });
  const log = await openIntakeLog({
    path: join(dataDir, 'intake-log'),
    capacityBytes: config.intakeLog.capacityBytes,
  });
  const app = await createApp({ config, store, log });
  const pumping = pump(
    {
      log,
      store,
      onFault: (fault) => console.error('Store:', fault),
      async setAside(row, fault) {
        console.error('Store: refused one event, kept in refused-rows.ndjson:', fault);
        await appendFile(join(dataDir, 'refused-rows.ndjson'), `${JSON.stringify(row)}\n`);
      },
    },
    abort.signal,
  );

  return {
    app,
    async listen() {
      for (let port = config.port; ; port += 1) {
        try {
          return { url: await app.listen({ host: config.host, port }) };
        } catch (error) {
          const taken = (error as NodeJS.ErrnoException).code === 'EADDRINUSE';
          if (!taken || !config.portFallback || port >= config.port + FALLBACK_PORTS) throw error;
        }
      }
    },
    async close() {
      // Browsers open connections ahead of need; one that never sent a request does not count as idle.
      const closing = setTimeout(() => app.server.closeAllConnections(), CLOSE_TIMEOUT);
      await app.close();
      clearTimeout(closing);
      await log.close();
      const timer = setTimeout(() => abort.abort(), DRAIN_TIMEOUT);
      await pumping;
      clearTimeout(timer);
      await store.close();
      unlock();
    },
  };
}
