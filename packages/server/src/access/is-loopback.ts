import { isIP } from 'node:net';
import type { FastifyRequest } from 'fastify';

export type Asker = Pick<FastifyRequest, 'headers' | 'ip'>;

/** What proxies say of whom they ask for. A page can set some of it, but then it is not asked for by a proxy. */
const OF_PROXIES = /^(?:forwarded|x-forwarded-.*|x-real-ip|via)$/;

/**
 * By address, and by name: a page whose name was made to lead to this machine (DNS rebinding) asks from its browser,
 * but by its own name.
 */
export function isLoopback({ ip = '', headers }: Asker): boolean {
  const address = ip.replace(/^::ffff:/, '');
  const isLocal = address === '::1' || (isIP(address) === 4 && address.startsWith('127.'));
  // Not `request.hostname`: where a proxy is trusted, it is what any page says in `X-Forwarded-Host`.
  const isNamedSo = /^(?:localhost|127(?:\.\d+){3}|\[::1\])(?::\d+)?$/.test(headers.host ?? '');
  return isLocal && isNamedSo && !Object.keys(headers).some((name) => OF_PROXIES.test(name));
}
