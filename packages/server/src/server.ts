import { randomBytes } from 'node:crypto';
import { join, resolve } from 'node:path';
import type { FastifyInstance } from 'fastify';
import { openAudit } from './admin/audit.js';
import { writeControl } from './admin/control-file.js';
import { createApp } from './app.js';
import { completeConfig, type ConfigInput } from './config.js';
import { openRefusedRows } from './erasure/refused-rows.js';
import { openTombstones } from './erasure/tombstones.js';
import { faultForLog } from './fault.js';
import { openIntakeLog } from './intake-log/intake-log.js';
import type { Logs } from './intake-log/logs.js';
import { lockFolder } from './lock.js';
import { eventRowsOf, pump } from './pump.js';
import type { EventRow } from './store/event-row.js';
import { applyRetention } from './store/retention.js';
import { toSegmentRow, type SegmentRow } from './store/segment-row.js';
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
/** How often files of the embedded store that are no longer used are removed, in milliseconds. */
const TIDY_INTERVAL = 60_000;
/** Ports tried after the first. */
const FALLBACK_PORTS = 20;

/** Makes a server: its store is open and migrated, and what an earlier process left is on its way into it. */
export async function createServer(input: ConfigInput = {}): Promise<Server> {
  const config = completeConfig(input);
  const dataDir = resolve(config.dataDir);
  const logDir = resolve(config.intakeLog.path ?? dataDir);
  const unlocks = Array.from(new Set([dataDir, logDir]), lockFolder);
  const abort = new AbortController();
  const store = await openStore({ path: join(dataDir, 'store'), url: config.clickhouseUrl });
  await applyRetention(store, config.retention);
  const tombstones = await openTombstones(store);
  const refusedRows = openRefusedRows(join(dataDir, 'refused-rows.ndjson'));
  const logs: Logs = {
    events: await openIntakeLog({
      path: join(logDir, 'intake-log'),
      capacityBytes: config.intakeLog.capacityBytes,
    }),
    replay: await openIntakeLog({
      path: join(logDir, 'replay-log'),
      capacityBytes: config.replay.capacityBytes,
    }),
  };
  const token = randomBytes(32).toString('base64url');
  const app = await createApp({
    config,
    adminTokens: { ...config.adminTokens, 'command line': token },
    store,
    logs,
    refusedRows,
    tombstones,
    audit: openAudit(store),
  });
  let removeControl = () => {};
  const tidying = setInterval(() => {
    store
      .removeUnusedParts()
      .catch((fault: unknown) => console.error('Store:', faultForLog(fault)));
  }, TIDY_INTERVAL).unref();
  const into = {
    ping: store.ping,
    onFault: (fault: unknown) => console.error('Store:', faultForLog(fault)),
    async setAside(row: EventRow | SegmentRow, fault: unknown) {
      console.error('Store: refused one row, kept in refused-rows.ndjson:', faultForLog(fault));
      await refusedRows.add(row);
    },
  };
  const pumping = Promise.all([
    pump(
      { ...into, log: logs.events, rowsOf: eventRowsOf, insert: store.insertEvents },
      abort.signal,
    ),
    pump(
      {
        ...into,
        log: logs.replay,
        rowsOf: (segment) => [toSegmentRow(segment)],
        insert: (rows) => store.insert('replay_segments', rows),
      },
      abort.signal,
    ),
  ]);

  return {
    app,
    async listen() {
      for (let port = config.port; ; port += 1) {
        try {
          const url = await app.listen({ host: config.host, port });
          removeControl = writeControl(dataDir, { url, token });
          return { url };
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
      clearInterval(tidying);
      await Promise.all([logs.events.close(), logs.replay.close()]);
      const timer = setTimeout(() => abort.abort(), DRAIN_TIMEOUT);
      await pumping;
      clearTimeout(timer);
      await store.close();
      removeControl();
      for (const unlock of unlocks) unlock();
    },
  };
}
