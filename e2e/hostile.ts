import type { IncomingMessage, ServerResponse } from 'node:http';
import { buffer } from 'node:stream/consumers';
import { setTimeout as wait } from 'node:timers/promises';
import { gunzipSync, gzipSync } from 'node:zlib';

type Answer = (response: ServerResponse, url: URL, request: IncomingMessage) => unknown;

/** How servers behave on bad days. The last segment of a path is a parameter where a number is given. */
const answers: Record<string, Answer> = {
  '/ok': (response) => response.end('ok'),
  '/json': (response) => sendJson(response, { answer: 42 }),
  '/status': (response, url) => response.writeHead(lastNumber(url)).end(),
  '/slow': async (response, url) => response.end(await wait(lastNumber(url), 'slow')),
  '/slow-body': async (response, url) => {
    response.write('first ');
    response.end(await wait(lastNumber(url), 'last'));
  },
  '/gunzip': async (response, _url, request) => response.end(gunzipSync(await buffer(request))),
  '/redirect': (response, url) => {
    const left = lastNumber(url) - 1;
    const location = left > 0 ? `/hostile/redirect/${left}` : '/hostile/ok';
    response.writeHead(302, { location: location + url.search }).end();
  },
  '/redirect-loop': (response, url) =>
    response.writeHead(302, { location: `/hostile/redirect-loop${url.search}` }).end(),
  '/stream': async (response) => {
    for (let chunk = 0; chunk < 10; chunk += 1) response.write(await wait(20, `chunk ${chunk}\n`));
    response.end();
  },
  '/huge': (response) => response.end(Buffer.alloc(5_000_000, 'x')),
  '/binary': (response) =>
    response.end(Buffer.from(Array.from({ length: 256 }, (_, byte) => byte))),
  '/gzip': (response) =>
    response.setHeader('content-encoding', 'gzip').end(gzipSync('compressed '.repeat(1_000))),
  '/bad-gzip': (response) => response.setHeader('content-encoding', 'gzip').end('this is no gzip'),
  '/reset': (response) => response.destroy(),
  '/cut': (response) => {
    response.writeHead(200, { 'content-length': 1_000 });
    response.write('cut ', () => response.destroy());
  },
  '/hang': () => {},
  '/sse': async (response) => {
    response.writeHead(200, { 'content-type': 'text/event-stream' });
    for (let id = 0; id < 3; id += 1) response.write(await wait(20, `id: ${id}\ndata: tick\n\n`));
    response.end();
  },
  '/echo': async (response, _, request) => {
    const chunks: Buffer[] = [];
    for await (const chunk of request) chunks.push(chunk as Buffer);
    sendJson(response, {
      method: request.method,
      headers: request.headers,
      body: Buffer.concat(chunks).toString(),
    });
  },
  '/server-timing': (response) =>
    response
      .setHeader('server-timing', [
        'db;dur=53.2;desc="all queries"',
        `traceparent;desc="00-${'ab'.repeat(16)}-${'cd'.repeat(8)}-01"`,
      ])
      .end('timed'),
  '/private-headers': (response) =>
    response
      .writeHead(200, { 'x-request-id': 'r-7', 'x-api-key': 'hunter2', etag: '"e"' })
      .end('headers'),
  '/graphql-errors': (response) =>
    sendJson(response, {
      data: null,
      errors: [{ message: 'No such cart', path: ['cart', 7], extensions: { code: 'NOT_FOUND' } }],
    }),
};

/** Answers what begins with `/hostile/`; `?cors` lets other origins read it. @returns whether it did */
export function answerHostile(request: IncomingMessage, response: ServerResponse): boolean {
  const url = new URL(request.url ?? '/', 'http://hostile');
  if (!url.pathname.startsWith('/hostile/')) return false;
  response.setHeader('cache-control', 'no-store');
  if (url.searchParams.has('cors')) {
    response.setHeader('access-control-allow-origin', '*');
    response.setHeader('access-control-allow-headers', '*');
    if (request.method === 'OPTIONS') return !!response.writeHead(204).end();
  }
  const [, , name = ''] = url.pathname.split('/');
  const answer = answers[`/${name}`];
  if (answer) void answer(response, url, request);
  else response.writeHead(404).end();
  return true;
}

function sendJson(response: ServerResponse, value: unknown): void {
  response.setHeader('content-type', 'application/json').end(JSON.stringify(value));
}

function lastNumber({ pathname }: URL): number {
  return Number(pathname.split('/').at(-1));
}
