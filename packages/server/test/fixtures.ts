import { createHash } from 'node:crypto';
import { mkdtempSync, readFileSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import type { SessionAnswer } from '@firsthand/protocol/query';
import type { InjectOptions } from 'fastify';
import { onTestFinished } from 'vitest';
import type { ConfigInput } from '../src/config.js';
import { createServer } from '../src/server.js';

export type Json = Record<string, unknown>;

/** A folder that is gone after the test. */
export function temporaryFolder(): string {
  const folder = mkdtempSync(join(tmpdir(), 'firsthand-server-'));
  onTestFinished(() => rmSync(folder, { recursive: true, force: true }));
  return folder;
}

/** A server without a port, closed after the test. */
export async function startServer(config: ConfigInput = {}) {
  const dataDir = config.dataDir ?? temporaryFolder();
  const server = await createServer({ ...config, dataDir });
  const cookie = keyOf(dataDir);
  const inject = server.app.inject.bind(server.app) as (options: InjectOptions) => unknown;
  // As the operator's own browser asks, unless a test says otherwise.
  server.app.inject = ((given: string | InjectOptions) => {
    const options = typeof given === 'string' ? { url: given } : given;
    return inject({ ...options, headers: { cookie, ...options.headers } });
  }) as typeof server.app.inject;
  let closing: Promise<void> | undefined;
  const close = () => (closing ??= server.close());
  onTestFinished(close);
  const post = (payload: string | Buffer, { headers = {}, query = '' }: PostOptions = {}) =>
    server.app.inject({
      method: 'POST',
      url: `/rum/v1/events${query}`,
      headers: { 'content-type': 'text/plain', ...headers },
      payload,
    });
  const get = async <T>(url: string) => {
    const response = await server.app.inject({ url: `/api/v1/${url}` });
    return { status: response.statusCode, body: response.json<T>() };
  };
  /** The stored events of session `s`, once `check` holds of them. */
  const stored = (check: (events: Json[]) => boolean) =>
    eventually(async () => {
      const { status, body } = await get<SessionAnswer>('sessions/s?application=app');
      const events = (status === 200 ? body.events : []) as unknown as Json[];
      return check(events) && events;
    });
  return { server, post, get, stored, close, cookie };
}

/** The cookie that stands for a data folder's key. */
function keyOf(dataDir: string): string {
  const key = readFileSync(join(dataDir, 'local.key'), 'utf8');
  const name = createHash('sha256').update(key).digest('hex').slice(0, 8);
  return `firsthand-${name}=${key}`;
}

interface PostOptions {
  headers?: Record<string, string>;
  query?: string;
}

/** An event of session `s`, valid as it is. */
export function event(type: string, fields: Json = {}): Json {
  return {
    type,
    date: Date.now(),
    source: 'browser',
    application: { id: 'app' },
    session: { id: 's', type: 'user' },
    view: { id: 'v', url: 'https://shop.test/cart', name: '/cart' },
    ...fields,
  };
}

export function errorEvent(message: string, fields: Json = {}): Json {
  return event('error', { error: { message, source: 'custom' }, ...fields });
}

export function viewEvent(
  id: string,
  version: number,
  { view = {}, ...fields }: { view?: Json } & Json = {},
): Json {
  const count = { count: 0 };
  return event('view', {
    view: {
      id,
      url: 'https://shop.test/cart',
      name: '/cart',
      loading_type: 'route_change',
      time_spent: 1e9,
      is_active: true,
      action: count,
      error: count,
      resource: count,
      long_task: count,
      frustration: count,
      ...view,
    },
    _dd: { document_version: version },
    ...fields,
  });
}

let serial = 0;

/** A batch as the SDK writes it. */
export function batch(events: readonly Json[], envelope: Json = {}): string {
  const head = {
    protocol: 1,
    batch_id: `batch-${(serial += 1).toString().padStart(6, '0')}`,
    sent_at: Date.now(),
    sdk: { name: 'test', version: '1' },
    shared: {},
    ...envelope,
  };
  return [head, ...events].map((line) => JSON.stringify(line)).join('\n');
}

/** Asks until there is an answer. @throws after 5 s */
export async function eventually<T>(ask: () => Promise<T | false>): Promise<T> {
  const end = Date.now() + 5_000;
  for (;;) {
    const answer = await ask();
    if (answer !== false) return answer;
    if (Date.now() > end) throw new Error('Not within 5 s.');
    await new Promise((resolve) => setTimeout(resolve, 25));
  }
}
