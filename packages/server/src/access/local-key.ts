import { createHash, randomBytes, timingSafeEqual } from 'node:crypto';
import { existsSync, readFileSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import type { FastifyReply, FastifyRequest } from 'fastify';
import { isLoopback, type Asker } from './is-loopback.js';

/** What shows that a browser is its operator's: where a request comes from says too little, since proxies may hide it. */
export interface LocalKey {
  /** The address by which the console is opened. */
  urlOf(base: string): string;
  /** Whether a request comes from this machine, and bears the key. */
  isHeldBy(request: Asker): boolean;
  /** Exchanges the key in an address for a cookie; other requests are left alone. */
  exchange(request: FastifyRequest, reply: FastifyReply): FastifyReply | undefined;
}

/** A year, in seconds. */
const COOKIE_LIFE = 365 * 24 * 60 * 60;

/** The key of a data folder, made when it is first needed: who may read the folder may read what was collected. */
export function openLocalKey(dataDir: string): LocalKey {
  const path = join(dataDir, 'local.key');
  if (!existsSync(path))
    writeFileSync(path, randomBytes(32).toString('base64url'), { mode: 0o600 });
  const key = readFileSync(path, 'utf8');
  const digest = digestOf(key);
  // Servers on other ports of this machine have cookies of other names.
  const name = `firsthand-${digest.toString('hex').slice(0, 8)}`;
  const isKey = (text: string | undefined) => timingSafeEqual(digestOf(text ?? ''), digest);
  return {
    urlOf: (base) => `${base}/?key=${key}`,
    isHeldBy: (request) => isLoopback(request) && isKey(cookieOf(request, name)),
    exchange(request, reply) {
      const [path = '', query] = request.url.split('?');
      const parameters = new URLSearchParams(query);
      const given = parameters.get('key');
      if (request.method !== 'GET' || given === null || /^\/(?:api|rum)\//.test(path))
        return undefined;
      parameters.delete('key');
      if (isKey(given) && isLoopback(request))
        reply.header(
          'set-cookie',
          `${name}=${key}; Path=/; Max-Age=${COOKIE_LIFE}; HttpOnly; SameSite=Strict`,
        );
      const rest = parameters.size ? `?${parameters}` : '';
      // Two slashes at the beginning would lead to another host.
      return reply.redirect(path.replace(/^[/\\]+/, '/') + rest, 303);
    },
  };
}

function cookieOf({ headers }: Asker, name: string): string | undefined {
  const cookies = (headers.cookie ?? '').split(';').map((cookie) => cookie.trim());
  return cookies.find((cookie) => cookie.startsWith(`${name}=`))?.slice(name.length + 1);
}

/** Of one length, as the comparison needs it. */
function digestOf(text: string): Buffer {
  return createHash('sha256').update(text).digest();
}
