import { readFileSync } from 'node:fs';
import { createServer, type IncomingMessage, type Server, type ServerResponse } from 'node:http';
import type { AddressInfo } from 'node:net';
import { fileURLToPath } from 'node:url';
import { presentApplication } from './application.js';

const bundles = Object.fromEntries(
  ['/firsthand-rum.js', '/firsthand-replay.js'].map((path) => [
    path,
    readFileSync(fileURLToPath(new URL(`../packages/rum/dist${path}`, import.meta.url))),
  ]),
);

export interface Site {
  url: string;
  server: Server;
  close(): void;
}

/** Serves an origin of its own, with the script-tag bundle at `/firsthand-rum.js` and the recorder beside it. */
export async function serve(
  answer: (url: URL, response: ServerResponse, request: IncomingMessage) => void,
): Promise<Site> {
  const server = createServer((request, response) => {
    const url = new URL(request.url ?? '/', 'http://site');
    const bundle = bundles[url.pathname];
    if (bundle) {
      response.setHeader('content-type', 'text/javascript').end(bundle);
    } else {
      answer(url, response, request);
    }
  });
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve));
  return {
    server,
    url: `http://127.0.0.1:${(server.address() as AddressInfo).port}`,
    close() {
      server.close();
      server.closeAllConnections();
    },
  };
}

/** A page that starts Firsthand from the bundle, for the present test's application, and goes on in the same script. */
export function instrumented(
  body: string,
  configuration: { endpoint: string } & Record<string, unknown>,
  script = '',
): string {
  return `<!doctype html><meta charset="utf-8"><title>Page</title>${body}
    <script src="/firsthand-rum.js"></script>
    <script>FIRSTHAND.init(${JSON.stringify({ applicationId: presentApplication(), ...configuration })});${script}</script>`;
}

export function sendHtml(response: ServerResponse, html: string): void {
  response.setHeader('content-type', 'text/html').end(html);
}
