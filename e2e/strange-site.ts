import { existsSync, readFileSync } from 'node:fs';
import { request as ask, type IncomingMessage, type ServerResponse } from 'node:http';
import { buffer, text } from 'node:stream/consumers';
import { setTimeout as wait } from 'node:timers/promises';
import { TOOL_FILES } from './consent/tools.js';
import { serve, type Site } from './serve.js';

/** What strange pages load beside the SDK, by its path: files of packages, whatever these export. */
const LIBRARIES: Record<string, string> = {
  '/core-js.js': 'node_modules/core-js-bundle/minified.js',
  '/lockdown.js': 'node_modules/ses/dist/lockdown.umd.min.js',
  '/pace.js': 'node_modules/pace-js/pace.min.js',
  '/zone.js': 'node_modules/zone.js/bundles/zone.umd.min.js',
};

/** The same, which no package of npm has. */
export const OLD_LIBRARIES = {
  '/mootools.js': '/usr/share/javascript/mootools/mootools-core.min.js',
  '/prototype.js': '/usr/share/javascript/prototype/prototype.js',
};

const SCRIPTS: Record<string, string> = { ...LIBRARIES, ...OLD_LIBRARIES, ...TOOL_FILES };

export interface StrangeSite extends Site {
  /** What a page reports of itself, by the name that it gives: the body of its latest `POST /report?name`. */
  reports: Map<string, string>;
}

/** A sandboxed frame has an origin of its own. */
const ALLOWED_ANYWHERE = {
  'access-control-allow-origin': '*',
  'access-control-allow-headers': '*',
  'access-control-allow-methods': '*',
};

/** Answers of the site itself, as a back end would give them. */
const API: Record<
  string,
  (response: ServerResponse, url: URL, request: IncomingMessage) => unknown
> = {
  /** What the request looked like, with the status that is asked for. */
  '/api/echo': async (response, { searchParams }, request) => {
    const body = (await buffer(request)).toString('latin1');
    const { method, url, headers } = request;
    response
      .writeHead(Number(searchParams.get('status') ?? 200), {
        'content-type': 'application/json',
        ...ALLOWED_ANYWHERE,
      })
      .end(JSON.stringify({ method, url, headers, body }));
  },
  /** `n` chunks, one each `ms` milliseconds. */
  '/api/stream': async (response, { searchParams }) => {
    const [count, interval] = [Number(searchParams.get('n')), Number(searchParams.get('ms'))];
    for (let chunk = 0; chunk < count && !response.destroyed; chunk += 1)
      response.write(await wait(interval, `chunk ${chunk}\n`.padEnd(100, '.')));
    response.end();
  },
};

/** A page, and what its answer says beside its type; `undefined`: there is none. */
export type StrangeAnswer = (
  url: URL,
) => string | { html: string; headers: Record<string, string> } | undefined;

/**
 * A site of pages by path, each with the parameters of its address; the SDK under `/sdk`, an echo and a stream under `/api`,
 * and `/rum` passed on to a server.
 */
export async function serveStrange(server: string, answer: StrangeAnswer): Promise<StrangeSite> {
  const reports = new Map<string, string>();
  const site = await serve((url, response, request) => {
    const { pathname } = url;
    const api = API[pathname.replace(/\/$/, '')];
    const script = SCRIPTS[pathname];
    if (pathname.startsWith('/rum/'))
      return passOn(new URL(request.url ?? '', server), request, response);
    if (api) return void api(response, url, request);
    if (pathname === '/report')
      return void text(request).then((body) => {
        reports.set(url.search.slice(1), body);
        response.writeHead(200, ALLOWED_ANYWHERE).end();
      });
    if (script) return sendScript(response, script);
    if (pathname.startsWith('/sdk/'))
      return sendScript(response, `../packages/rum/dist/${pathname.slice(5)}`);
    const page = answer(url);
    if (!page) return void response.writeHead(404).end();
    const { html, headers } = typeof page === 'string' ? { html: page, headers: {} } : page;
    const type = { 'content-type': 'text/html; charset=utf-8' };
    return void response.writeHead(200, { ...type, ...headers }).end(html);
  });
  return { ...site, reports };
}

function sendScript(response: ServerResponse, path: string): void {
  const file = new URL(path, import.meta.url);
  if (!existsSync(file)) return void response.writeHead(404).end();
  response.setHeader('content-type', 'text/javascript').end(readFileSync(file));
}

function passOn(target: URL, request: IncomingMessage, response: ServerResponse): void {
  const { method, headers } = request;
  const onward = ask(target, { method, headers }, (answer) => {
    response.writeHead(answer.statusCode ?? 502, answer.headers);
    answer.pipe(response);
  });
  onward.on('error', () => response.destroy());
  request.pipe(onward);
}
