import { createServer, type IncomingMessage, type ServerResponse } from 'node:http';
import type { AddressInfo } from 'node:net';
import { buffer } from 'node:stream/consumers';
import { openEngine } from './engine.js';
import { openShards } from './shards.js';

export interface ClickHouse {
  url: string;
  close(): Promise<void>;
}

interface Options {
  /** Folder of the data. */
  path: string;
  user: string;
  password: string;
  /** As many shards as there shall be in the cluster `two`; without it, there is none. */
  shards?: number | undefined;
}

/** Parameters of a request that are no settings. */
const NO_SETTINGS = new Set(['query', 'query_id', 'database', 'default_format', 'role']);

/**
 * ClickHouse's HTTP interface in front of the embedded engine, as far as `@clickhouse/client` uses it.
 * https://clickhouse.com/docs/interfaces/http
 */
export async function serveClickHouse({ path, shards, ...who }: Options): Promise<ClickHouse> {
  const cluster = shards ? openShards(shards) : undefined;
  const engine = openEngine(path, cluster);
  const server = createServer((request, response) => {
    void answer(request, response).catch((fault: unknown) => refuse(response, fault));
  });

  async function answer(request: IncomingMessage, response: ServerResponse): Promise<void> {
    const { pathname, searchParams } = new URL(request.url ?? '/', 'http://localhost');
    if (pathname === '/ping') return void response.end('Ok.\n');
    if (!isKnown(request, who)) throw new Error(DENIED);
    const body = (await buffer(request)).toString();
    const sql = [searchParams.get('query'), body].filter(Boolean).join('\n');
    const abort = new AbortController();
    response.on('close', () => {
      if (!response.writableFinished) abort.abort();
    });
    const settings = [...searchParams].filter(
      ([name]) => !NO_SETTINGS.has(name) && !name.startsWith('param_'),
    );
    const text = await engine.run(bound(sql, searchParams), {
      settings,
      database: searchParams.get('database') ?? undefined,
      ...(isCancelled(searchParams) && { signal: abort.signal }),
    });
    response.setHeader(
      'X-ClickHouse-Format',
      /\bFORMAT\s+(\w+)\s*$/.exec(sql)?.[1] ?? 'TabSeparated',
    );
    response.end(text);
  }

  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve));
  const { port } = server.address() as AddressInfo;
  return {
    url: `http://127.0.0.1:${port}`,
    async close() {
      server.closeAllConnections();
      await new Promise((resolve) => server.close(resolve));
      await engine.close();
    },
  };
}

const DENIED =
  'Code: 516. DB::Exception: Authentication failed: password is incorrect, or there is no user with such name. (AUTHENTICATION_FAILED)';

/** What differs from 500. */
const STATUS: Record<string, number> = {
  '516': 403,
  '62': 400,
  '47': 404,
  '60': 404,
  '81': 404,
  '159': 408,
};

function refuse(response: ServerResponse, fault: unknown): void {
  const { message } = fault as Error;
  const text = /Code: \d+\. [^]*/.exec(message)?.[0] ?? `Code: 1002. DB::Exception: ${message}`;
  const code = /\d+/.exec(text)?.[0] ?? '';
  if (response.destroyed) return;
  response.writeHead(STATUS[code] ?? 500, { 'X-ClickHouse-Exception-Code': code });
  response.end(text);
}

function isKnown(
  { headers }: IncomingMessage,
  { user, password }: { user: string; password: string },
) {
  const basic = `Basic ${Buffer.from(`${user}:${password}`).toString('base64')}`;
  const named = [headers['x-clickhouse-user'], headers['x-clickhouse-key']];
  return headers.authorization === basic || (named[0] === user && named[1] === password);
}

/** Whether it ends with its client's interest. */
function isCancelled(parameters: URLSearchParams): boolean {
  return parameters.get('cancel_http_readonly_queries_on_client_close') === '1';
}

/** With its parameters as literals, which come escaped: the engine would bind those of one statement at a time. */
function bound(sql: string, parameters: URLSearchParams): string {
  return sql.replace(/\{(\w+):([\w()]+)\}/g, (whole, name: string, type: string) => {
    const value = parameters.get(`param_${name}`);
    if (value === null) return whole;
    const text = type === 'String' ? unescaped(value) : value;
    return `CAST('${text.replace(/[\\']/g, '\\$&')}' AS ${type})`;
  });
}

const ESCAPED: Record<string, string> = { t: '\t', n: '\n', r: '\r', '0': '\0', b: '\b', f: '\f' };

function unescaped(value: string): string {
  return value.replace(/\\([^])/g, (_, character: string) => ESCAPED[character] ?? character);
}
