import { readFileSync } from 'node:fs';
import { ClickHouseLogLevel, type ClickHouseClientConfigOptions } from '@clickhouse/client';
import type { StoreConfig } from './store-config.js';

/** A server or a cluster, with its address. */
export type ServerConfig = StoreConfig & { url: string };

/** How long a server may say nothing, in milliseconds: to questions, which have limits of their own, and to other work. */
const TO_QUESTION = 60_000;
const TO_COMMAND = 30 * 60_000;
/** A statement that waits for other nodes says that it is at work, since a proxy ends a silent connection. */
const PROGRESS = {
  send_progress_in_http_headers: 1,
  http_headers_progress_interval_ms: '20000',
} as const;
/** Enough for as many of them as there may be. */
const PROGRESS_BYTES = 256 * 1024;

const SETTINGS = {
  // A server's log of queries would keep the ids that they ask for.
  log_queries: 0,
  cancel_http_readonly_queries_on_client_close: 1,
  // The pump gathers rows itself, and forgets them once they are inserted.
  async_insert: 0,
  // What is inserted again after it was deleted is no duplicate; keys say what is one.
  insert_deduplicate: 0,
} as const;

const CLUSTER_SETTINGS = {
  distributed_foreground_insert: 1,
  // Each shard answers for its sessions, subqueries included: nothing that they look up is on another.
  distributed_product_mode: 'local',
  // INSERT … SELECT from one of our tables into another stays on the shard.
  parallel_distributed_insert_select: '2',
  // It would group by another expression than GROUPING() names, which the shards then do not know.
  optimize_injective_functions_in_group_by: 0,
  distributed_ddl_task_timeout: String(TO_COMMAND / 1_000),
  distributed_ddl_output_mode: 'throw',
} as const;

/** @throws an Error that names the field when a file cannot be read */
export function serverOptions(
  server: ServerConfig,
  { isPatient = false }: { isPatient?: boolean } = {},
): ClickHouseClientConfigOptions {
  const { url, cluster, database, user, password, tls } = server;
  return {
    url,
    ...(database && { database }),
    ...(user && { username: user }),
    ...(password !== undefined && { password }),
    ...(tls && { tls: tlsOptions(tls) }),
    // What it would write of a fault quotes rows; whoever is told the fault writes what may be.
    log: { level: ClickHouseLogLevel.OFF },
    request_timeout: isPatient ? TO_COMMAND : TO_QUESTION,
    ...(isPatient && { max_response_headers_size: PROGRESS_BYTES }),
    clickhouse_settings: {
      ...SETTINGS,
      ...(cluster && CLUSTER_SETTINGS),
      ...(isPatient && PROGRESS),
    },
  };
}

/** The database of a server's tables. */
export function databaseOf({ url, database }: ServerConfig): string {
  return database ?? (new URL(url).pathname.replace(/^\/|\/$/g, '') || 'default');
}

function tlsOptions({ ca, cert, key }: NonNullable<StoreConfig['tls']>) {
  const trusted = { ca_cert: fileOf('ca', ca) };
  return cert && key
    ? { ...trusted, cert: fileOf('cert', cert), key: fileOf('key', key) }
    : trusted;
}

function fileOf(field: string, path: string): Buffer {
  try {
    return readFileSync(path);
  } catch (error) {
    const { code = '' } = error as NodeJS.ErrnoException;
    throw new Error(`Configuration: store.tls.${field} cannot be read (${code})`, { cause: error });
  }
}
