import { createServer, type IncomingMessage } from 'node:http';
import type { AddressInfo } from 'node:net';
import { buffer } from 'node:stream/consumers';
import { setTimeout as wait } from 'node:timers/promises';
import { gunzipSync, inflateSync } from 'node:zlib';
import { INTAKE_HOST } from './browser.ts';
import type { Answer, Peer, Post } from './peer.ts';

export interface Intake {
  url: string;
  /** All that was posted, in the order of arrival. */
  readonly posts: Post[];
  /** Scripts that the SDK fetched from it. */
  readonly scripts: Answer[];
  readonly preflights: number;
  /** Resolves when nothing has come for `silence` milliseconds. */
  quiet(silence: number): Promise<void>;
  close(): void;
}

/** Takes whatever an SDK posts, on loopback, as the vendor's own intake would. */
export async function serveIntake(peer: Peer): Promise<Intake> {
  const posts: Post[] = [];
  const scripts: Answer[] = [];
  let preflights = 0;
  let lastAt = performance.now();
  const server = createServer(async (request, response) => {
    lastAt = performance.now();
    response.setHeader('access-control-allow-origin', request.headers.origin ?? '*');
    response.setHeader('access-control-allow-credentials', 'true');
    if (request.method === 'OPTIONS') {
      preflights += 1;
      const wanted = request.headers['access-control-request-headers'] ?? '*';
      response.setHeader('access-control-allow-headers', wanted);
      // As long as a browser keeps it, so that none is asked for twice.
      response.setHeader('access-control-max-age', '7200');
      return response.writeHead(204).end();
    }
    const body = await buffer(request).catch(() => undefined);
    // A page that ends in the middle of a post has not sent it.
    if (!body) return response.destroy();
    const post = toPost(request, body);
    const answer = peer.answer?.(post);
    if (answer?.type === 'text/javascript') scripts.push(answer);
    else posts.push(post);
    lastAt = performance.now();
    response.setHeader('content-type', answer?.type ?? 'application/json');
    response.writeHead(answer?.status ?? 200).end(answer?.body ?? '{}');
  });
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve));
  return {
    url: `http://${INTAKE_HOST}:${(server.address() as AddressInfo).port}`,
    posts,
    scripts,
    get preflights() {
      return preflights;
    },
    async quiet(silence) {
      while (performance.now() - lastAt < silence) await wait(100);
    },
    close() {
      server.close();
      server.closeAllConnections();
    },
  };
}

function toPost({ url = '/', method = '' }: IncomingMessage, body: Buffer): Post {
  const { pathname, searchParams } = new URL(url, 'http://intake');
  return {
    method,
    path: pathname,
    query: searchParams,
    body,
    text: decompress(body).toString(),
  };
}

/** By the first bytes: vendors name their compression each in a way of their own. */
function decompress(body: Buffer): Buffer {
  if (body[0] === 0x1f && body[1] === 0x8b) return gunzipSync(body);
  if (body[0] === 0x78 && body.readUInt16BE(0) % 31 === 0) return inflateSync(body);
  return body;
}
