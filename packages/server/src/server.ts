import { randomBytes } from 'node:crypto';
import { join, resolve } from 'node:path';
import type { FastifyInstance } from 'fastify';
import { openAudit } from './admin/audit.js';
import { openLocalKey } from './access/local-key.js';
import { writeControl } from './admin/control-file.js';
import { createApp } from './app.js';
import { completeConfig, type Config, type ConfigInput } from './config.js';
import { openRefusedRows, type RefusedRows, type Table } from './erasure/refused-rows.js';
import { openTombstones } from './erasure/tombstones.js';
import { faultForLog } from './fault.js';
import { createHealth, type Health } from './health.js';
import { openIntakeLog } from './intake-log/intake-log.js';
import type { Logs } from './intake-log/logs.js';
import { lockFolders } from './lock.js';
import { pump } from './pump.js';
import type { Unmade } from './store/make-rows.js';
import { rowOfText } from './store/row-text.js';
import { rowsInThread } from './store/rows-in-thread.js';
import { openStore, type Store } from './store/store.js';
import { touchHours, type ClientHour } from './store/touched-hours.js';
import { openUpkeep } from './store/upkeep.js';
import { openThreads, type Threads } from './threads/threads.js';

interface Addresses {
  url: string;
  /** That by which the console is opened; with a key, where only this machine may read. */
  consoleUrl: string;
}

export interface Server {
  readonly app: FastifyInstance;
  /**
   * Begins to answer.
   *
   * @throws when the port is taken, unless `portFallback` lets it move on to the next
   */
  listen(): Promise<Addresses>;
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
  const logDir = resolve(config.intakeLog.path ?? dataDir);
  // Before anything is written there.
  const unlock = lockFolders(new Set([dataDir, logDir]));
  try {
    return await openServer({ config, dataDir, logDir, unlock });
  } catch (error) {
    unlock();
    throw error;
  }
}

interface ServerParts {
  config: Config;
  dataDir: string;
  /** Folder of the intake logs. */
  logDir: string;
  /** Gives the folders back. */
  unlock: () => void;
}

async function openServer({ config, dataDir, logDir, unlock }: ServerParts): Promise<Server> {
  const abort = new AbortController();
  const store = await openStore({ path: join(dataDir, 'store'), server: config.store });
  const health = createHealth();
  const upkeep = await openUpkeep(store, { days: config.retention, health });
  const tombstones = await openTombstones(store);
  const refusedRows = openRefusedRows(join(dataDir, 'refused-rows.ndjson'));
  const logs = await openLogs(config, logDir);
  const threads = openThreads({ cdnMap: config.cdnMap, filterRules: config.rum.filterRules });
  const localKey = openLocalKey(dataDir);
  const token = randomBytes(32).toString('base64url');
  const app = await createApp({
    config,
    adminTokens: { ...config.adminTokens, 'command line': token },
    store,
    logs,
    threads,
    refusedRows,
    tombstones,
    audit: openAudit(store),
    counting: upkeep.counting,
    health,
    localKey,
  });
  let removeControl = () => {};
  const pumping = startPumps({ store, logs, threads, health, refusedRows }, abort.signal);

  return {
    app,
    async listen() {
      for (let port = config.port; ; port += 1) {
        try {
          const url = await app.listen({ host: config.host, port });
          const isLocal = [config.access, config.replay.access].includes('loopback');
          const consoleUrl = isLocal ? localKey.urlOf(url) : url;
          removeControl = writeControl(dataDir, { url, token, consoleUrl });
          return { url, consoleUrl };
        } catch (error) {
          const taken = (error as NodeJS.ErrnoException).code === 'EADDRINUSE';
          if (!taken || !config.portFallback || port >= config.port + FALLBACK_PORTS) throw error;
        }
      }
    },
    async close() {
      // Browsers open connections ahead of need; one that never sent a request does not count as idle.
      health.isEnding = true;
      const closing = setTimeout(() => app.server.closeAllConnections(), CLOSE_TIMEOUT);
      await app.close();
      clearTimeout(closing);
      const kept = upkeep.stop();
      await Promise.all([logs.events.close(), logs.replay.close()]);
      const timer = setTimeout(() => {
        abort.abort();
        // What one of them is at is read again after the next start.
        void threads.close();
      }, DRAIN_TIMEOUT);
      await pumping;
      clearTimeout(timer);
      await kept;
      await threads.close();
      await store.close();
      removeControl();
      unlock();
    },
  };
}

async function openLogs({ intakeLog, replay }: Config, folder: string): Promise<Logs> {
  const onDamaged = (place: string) =>
    console.error(`Intake log: the disk spoilt a record, and its file is kept: ${place}`);
  return {
    events: await openIntakeLog({
      path: join(folder, 'intake-log'),
      capacityBytes: intakeLog.capacityBytes,
      onDamaged,
    }),
    replay: await openIntakeLog({
      path: join(folder, 'replay-log'),
      capacityBytes: replay.capacityBytes,
      onDamaged,
    }),
  };
}

interface PumpingParts {
  store: Store;
  logs: Logs;
  threads: Threads;
  health: Health;
  refusedRows: RefusedRows;
}

/** Moves what the logs hold into the store: resolves when they are closed and empty, or `signal` aborts. */
async function startPumps(
  { store, logs, threads, health, refusedRows }: PumpingParts,
  signal: AbortSignal,
): Promise<void> {
  const into = (table: Table) => ({
    rowsOf: rowsInThread(threads),
    insert: (rows: readonly string[]) => store.insertJson(table, rows),
    touch: (hours: readonly ClientHour[]) => touchHours(store, hours),
    onFault: (fault: unknown) => health.fail(`Store of ${table}`, fault),
    onStored: () => health.recover(`Store of ${table}`),
    async setAside(refused: string | Unmade, thrown: unknown) {
      const row = typeof refused === 'string' ? rowOfText(refused) : refused;
      const fault = String(faultForLog(thrown));
      console.error(`Store: one row is kept in refused-rows.ndjson: ${fault}`);
      await refusedRows.add({ table, at: Date.now(), fault, row });
    },
  });
  await Promise.all([
    pump({ ...into('events'), log: logs.events }, signal),
    pump({ ...into('replay_segments'), log: logs.replay }, signal),
  ]);
}
