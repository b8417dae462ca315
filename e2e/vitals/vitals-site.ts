import { randomFillSync } from 'node:crypto';
import { readFileSync } from 'node:fs';
import type { ServerResponse } from 'node:http';
import { text } from 'node:stream/consumers';
import { setTimeout as wait } from 'node:timers/promises';
import { PNG } from 'pngjs';
import { bundle } from '../bundle.js';
import { sendHtml, serve, type Site } from '../serve.js';
import type { Journey } from './journey.js';
import type { LoadReport } from './vitals.js';

export interface VitalsSite extends Site {
  /** What was said of each load of a page so far, in order. */
  loads(): LoadReport[];
}

const FONT = new URL(
  '../node_modules/katex/dist/fonts/KaTeX_Typewriter-Regular.woff2',
  import.meta.url,
);

const NOISE = noise();

/** What pages load, by the name in the path; `?after=` says how many milliseconds it takes. */
const RESOURCES: Record<string, { type: string; content: () => string | Buffer }> = {
  'picture.png': { type: 'image/png', content: () => NOISE },
  'picture.svg': { type: 'image/svg+xml', content: scribble },
  'style.css': { type: 'text/css', content: () => 'p { color: navy }' },
  'font.woff2': { type: 'font/woff2', content: () => readFileSync(FONT) },
  'script.js': { type: 'text/javascript', content: () => 'window.scripted = true;' },
};

/** For the scripts of pages. */
const HELPERS = `
  /** Keeps the page busy. */
  const block = (ms) => { for (const end = performance.now() + ms; performance.now() < end;); };
  const pause = (ms) => new Promise((resolve) => setTimeout(resolve, ms));
  const frame = () => new Promise(requestAnimationFrame);
  const elsewhere = (path) => 'http://localhost:' + location.port + path;
  const dataOf = (blob) => new Promise((resolve) => {
    const reader = new FileReader(); reader.onload = () => resolve(reader.result); reader.readAsDataURL(blob); });
  const idle = () => new Promise((resolve) => (window.requestIdleCallback ?? setTimeout)(resolve, { timeout: 500 }));
  /** Until what happened before has been painted and told of. */
  const settle = async () => { await frame(); await frame(); await idle(); await pause(50); await idle(); };`;

/** A site whose pages have Firsthand and the library side by side, and whatever a journey wants beside them. */
export async function serveVitals(
  { html, serve: answer, head = '', late = false }: Journey,
  configuration: object,
): Promise<VitalsSite> {
  const reports = new Map<number, LoadReport>();
  const library = await bundle('vitals');
  const site = await serve(async (url, response, request) => {
    const { pathname } = url;
    const resource = RESOURCES[pathname.split('/').at(-1) ?? ''];
    if (pathname === '/told') {
      keepLatest(reports, JSON.parse(await text(request)) as LoadReport);
      response.end();
    } else if (pathname === '/vitals.js') sendScript(response, library);
    else if (pathname === '/favicon.ico') response.writeHead(204).end();
    else if (answer && (await answer(url, response, request))) return;
    else if (resource) await sendResource(url, response, resource);
    else if (pathname === '/elsewhere') sendHtml(response, '<!doctype html><p>Elsewhere</p>');
    else sendPage(response, watched(html, { configuration, head, late }));
  });
  const loads = () =>
    [...reports.values()].toSorted((one, other) => one.timeOrigin - other.timeOrigin);
  return { ...site, loads };
}

function keepLatest(reports: Map<number, LoadReport>, report: LoadReport): void {
  const known = reports.get(report.timeOrigin);
  if (!known || known.version < report.version) reports.set(report.timeOrigin, report);
}

async function sendResource(
  { searchParams }: URL,
  response: ServerResponse,
  { type, content }: { type: string; content: () => string | Buffer },
): Promise<void> {
  await wait(Number(searchParams.get('after') ?? 0));
  response.setHeader('content-type', type).setHeader('access-control-allow-origin', '*');
  response.setHeader('cache-control', searchParams.has('cached') ? 'max-age=600' : 'no-store');
  if (searchParams.has('tao')) response.setHeader('timing-allow-origin', '*');
  response.end(content());
}

/** A journey may have begun the answer. */
function sendPage(response: ServerResponse, html: string): void {
  if (response.headersSent) response.end(html);
  else sendHtml(response, html);
}

function sendScript(response: ServerResponse, script: string): void {
  response.setHeader('content-type', 'text/javascript').end(script);
}

function watched(
  body: string,
  { configuration, head, late }: { configuration: object; head: string; late: boolean },
): string {
  const options = { defaultPrivacyLevel: 'allow', ...configuration };
  const start = `FIRSTHAND.init(${JSON.stringify(options)}); PAGE.watch();`;
  const scripts = `<script src="/firsthand-rum.js"></script><script src="/vitals.js"></script>`;
  return `<!doctype html><meta charset="utf-8"><title>Page</title>
    <script>${HELPERS} window.start = () => { ${start} };</script>
    ${late ? '' : `${scripts}<script>start();</script>`}${head}<body>${body}`;
}

/** Of too few bytes for its size, a picture is no candidate for LCP. https://wicg.github.io/largest-contentful-paint/ */
function noise(): Buffer {
  const picture = new PNG({ width: 300, height: 200 });
  randomFillSync(picture.data);
  for (let alpha = 3; alpha < picture.data.length; alpha += 4) picture.data[alpha] = 255;
  return PNG.sync.write(picture, { deflateLevel: 1 });
}

function scribble(): string {
  const dots = Array.from({ length: 600 }, (_, n) => {
    const [x, y] = [(n * 37) % 300, (n * 91) % 200];
    return `<circle cx="${x}" cy="${y}" r="${5 + (n % 9)}" fill="hsl(${n} 80% 50%)"/>`;
  });
  return `<svg xmlns="http://www.w3.org/2000/svg" width="300" height="200">${dots.join('')}</svg>`;
}
