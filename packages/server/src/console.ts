import { existsSync } from 'node:fs';
import { fileURLToPath } from 'node:url';
import fastifyStatic from '@fastify/static';
import type { FastifyInstance } from 'fastify';

/** The built console, beside the built server. */
const root = ['./console/', '../dist/console/']
  .map((folder) => fileURLToPath(new URL(folder, import.meta.url)))
  .find((folder) => existsSync(`${folder}index.html`));

/** Serves the console; its own router answers every page address. */
export async function serveConsole(app: FastifyInstance): Promise<void> {
  if (!root) {
    app.get('/', () => ({
      firsthand: 'The console is not built; the intake and the API are here.',
    }));
    return;
  }
  await app.register(fastifyStatic, {
    root,
    cacheControl: false,
    setHeaders: (reply, path) =>
      reply.header(
        'cache-control',
        path.includes('/assets/') ? 'public, max-age=31536000, immutable' : 'no-cache',
      ),
  });
}

/** Whether a request that matched no route is for a page of the console. */
export function isConsolePage({ method, url, accept = '' }: PageRequest): boolean {
  return (
    !!root &&
    method === 'GET' &&
    !/^\/(?:api|rum|assets)\//.test(url) &&
    accept.includes('text/html')
  );
}

interface PageRequest {
  method: string;
  url: string;
  accept: string | undefined;
}
