import { spawn, spawnSync, type ChildProcess } from 'node:child_process';
import { mkdtempSync, readFileSync, rmSync } from 'node:fs';
import { availableParallelism, cpus, tmpdir, totalmem } from 'node:os';
import { join } from 'node:path';
import { createInterface } from 'node:readline';
import { fileURLToPath } from 'node:url';
import { parseArgs } from 'node:util';
import { figure } from './statistics.ts';
import { table } from './table.ts';

/**
 * How long questions take, asked over HTTP of a server with demo data: `pnpm bench:questions --events 1000000`. The first
 * answer is cold: the store has just been opened. Prints Markdown.
 */
const CLI = fileURLToPath(new URL('../../packages/server/dist/cli.js', import.meta.url));
const HOUR = 3_600_000;
const ROUNDS = 7;

interface Question {
  name: string;
  hours: number;
  path: string;
  /** Asked by POST; without: by GET. */
  body?: Record<string, unknown>;
}

const FACETS = ['browser', 'country', 'os', 'device', 'version', 'env', 'page', 'connection'];
const MORE_FACETS = ['locale', 'region', 'view.loading_type', 'context.plan'];
const P75 = ['count', 'p75(lcp)'];

const QUESTIONS: Question[] = [
  ...[1, 24, 168, 720].flatMap((hours): Question[] => [
    { name: 'overview', hours, path: 'overview' },
    { name: 'sessions, the latest', hours, path: 'sessions' },
    { name: 'sessions by errors', hours, path: 'sessions?order=errors' },
    { name: 'sessions, the shortest', hours, path: 'sessions?order=duration&ascending=true' },
  ]),
  {
    name: 'facets of 12 fields with a filter',
    hours: 168,
    path: 'ask/facets',
    body: { fields: [...FACETS, ...MORE_FACETS], filter: 'country:US' },
  },
  ...[168, 720].flatMap((hours): Question[] => [
    { name: 'p75 by country', hours, path: 'ask/table', body: { by: ['country'], measures: P75 } },
    {
      name: 'p75 by an attribute',
      hours,
      path: 'ask/table',
      body: { by: ['context.plan'], measures: P75 },
    },
    {
      name: 'p75 of resources by path',
      hours,
      path: 'ask/table',
      body: {
        by: ['resource.url_path_group'],
        of: 'resource',
        measures: ['count', 'p75(resource.duration)'],
      },
    },
    {
      name: 'an explanation',
      hours,
      path: 'ask/explain',
      body: { measure: 'lcp', against: { filter: 'version:1.1.1' }, filter: 'version:1.1.2' },
    },
  ]),
  { name: 'list with free text', hours: 24, path: 'ask/list', body: { filter: '"is not a"' } },
];

const { values } = parseArgs({
  options: { events: { type: 'string', default: '1000000' }, data: { type: 'string' } },
});
await run(Number(values.events), values.data);

async function run(events: number, given: string | undefined): Promise<void> {
  const data = given ?? mkdtempSync(join(tmpdir(), 'firsthand-questions-'));
  try {
    if (!given) seed(data, events);
    const server = await start(data);
    try {
      const rows = await measure(server);
      console.log(`${await describe(server, data)}\n\n${rows}`);
    } finally {
      server.process.kill();
    }
  } finally {
    if (!given) rmSync(data, { recursive: true, force: true });
  }
}

function seed(data: string, events: number): void {
  const began = performance.now();
  const args = [CLI, 'seed', '--data', data, '--events', String(events), '--days', '29'];
  const { status } = spawnSync('node', args, { stdio: ['ignore', 'ignore', 'inherit'] });
  if (status) throw new Error('No data could be made.');
  const seconds = (performance.now() - began) / 1_000;
  console.log(`${events} events were made in ${seconds.toFixed(0)} s.\n`);
}

interface Running {
  process: ChildProcess;
  url: string;
  cookie: string;
}

async function start(data: string): Promise<Running> {
  const child = spawn('node', [CLI, '--data', data, '--port', '0'], {
    stdio: ['ignore', 'pipe', 'inherit'],
  });
  for await (const line of createInterface({ input: child.stdout })) {
    const address = /Console: (\S+)/.exec(line)?.[1];
    if (!address) continue;
    const answer = await fetch(address, { redirect: 'manual' });
    const cookie = answer.headers.getSetCookie()[0]?.split(';')[0] ?? '';
    return { process: child, url: new URL(address).origin, cookie };
  }
  throw new Error('The server ended before it was ready.');
}

async function measure(server: Running): Promise<string> {
  const to = Date.now();
  const rows: string[][] = [];
  for (const question of QUESTIONS) {
    const times: number[] = [];
    for (let round = 0; round < ROUNDS; round += 1) times.push(await ask(server, question, to));
    const [cold = NaN, ...warm] = times;
    rows.push([
      question.name,
      spanOf(question.hours),
      cold.toFixed(0),
      figure(warm).median.toFixed(0),
    ]);
  }
  return table(['question', 'time', 'cold, ms', 'warm, ms'], rows);
}

/** @returns milliseconds */
async function ask(server: Running, { path, hours, body }: Question, to: number): Promise<number> {
  const asked = { application: 'demo_shop', from: to - hours * HOUR, to };
  const query = new URLSearchParams(Object.entries(asked).map(([key, value]) => [key, `${value}`]));
  const url = `${server.url}/api/v1/${path}`;
  const headers = { cookie: server.cookie, 'content-type': 'application/json' };
  const began = performance.now();
  const answer = body
    ? await fetch(url, { method: 'POST', headers, body: JSON.stringify({ ...asked, ...body }) })
    : await fetch(`${url}${url.includes('?') ? '&' : '?'}${query}`, { headers });
  const text = await answer.text();
  if (!answer.ok) throw new Error(`${path}: ${text}`);
  return performance.now() - began;
}

function spanOf(hours: number): string {
  return hours < 48 ? `${hours} h` : `${hours / 24} d`;
}

/** What was asked, and on what. */
async function describe({ process: { pid } }: Running, data: string): Promise<string> {
  const memory = /VmHWM:\s+(\d+)/.exec(readFileSync(`/proc/${pid}/status`, 'utf8'))?.[1];
  const disk = spawnSync('du', ['-sm', join(data, 'store')], { encoding: 'utf8' }).stdout;
  const cores = `${availableParallelism()} cores (${cpus()[0]?.model.trim()})`;
  return [
    `${cores}, ${(totalmem() / 1e9).toFixed(0)} GB;`,
    `the server's memory at most ${(Number(memory) / 1_000).toFixed(0)} MB;`,
    `the store ${disk.split('\t')[0]} MB.`,
  ].join(' ');
}
