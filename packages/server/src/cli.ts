#!/usr/bin/env node
// Before anything uses those threads.
import './threads/pool-size.js';
import { readFileSync } from 'node:fs';
import { parseArgs } from 'node:util';
import type { Subject } from '@firsthand/protocol/query';
import {
  eraseSubject,
  exportSubject,
  listRefusedRows,
  printConsoleUrl,
  retryRefusedRows,
} from './admin/commands.js';
import type { ConfigInput } from './config.js';
import { seedFolder, type SeedRequest } from './seed/seed-folder.js';
import { serve } from './serve.js';
import { storeOfEnvironment } from './store/store-config.js';

const HELP = `firsthand [serve] [--host 127.0.0.1] [--port 4400] [--port-fallback]
firsthand erase  --user ID | --session ID | --application ID
firsthand export --user ID | --session ID | --application ID > events.ndjson
firsthand rows list > rows.ndjson | firsthand rows retry
firsthand url    prints the address of the console again, with its key
firsthand seed   [--application demo_shop] [--days 30] [--events 100000] [--seed 1] [--until DATE] [--more]
                 fills the store with made-up data of a shop, to try the console or the store

Each takes [--data .firsthand] [--config file.json]. A flag goes before the environment (HOST, PORT,
CLICKHOUSE_URL, _CLUSTER, _DATABASE, _USER, _PASSWORD, _CA), which goes before the file. A user's ID is their id, e-mail address or anonymous id; rows are
those that the store refused. All of these work whether the server runs or not,
but for url, which needs it, and seed, which needs the data folder for itself.`;

const options = {
  host: { type: 'string' },
  port: { type: 'string' },
  'port-fallback': { type: 'boolean' },
  data: { type: 'string' },
  config: { type: 'string' },
  user: { type: 'string' },
  session: { type: 'string' },
  application: { type: 'string' },
  days: { type: 'string' },
  events: { type: 'string' },
  seed: { type: 'string' },
  until: { type: 'string' },
  more: { type: 'boolean' },
  help: { type: 'boolean', short: 'h' },
} as const;

try {
  await run();
} catch (error) {
  console.error(sentence(error as NodeJS.ErrnoException));
  process.exit(1);
}

async function run(): Promise<void> {
  const { values, positionals } = parseArgs({ options, allowPositionals: true });
  const [command = 'serve', what] = positionals;
  if (values.help) return console.log(HELP);
  const config = readConfig(values);
  if (command === 'serve') return serve(config);
  if (command === 'erase') return eraseSubject(config, subjectOf(values));
  if (command === 'export') return exportSubject(config, subjectOf(values));
  if (command === 'url') return printConsoleUrl(config);
  if (command === 'seed') return void (await seedFolder(config, seedOf(values)));
  if (command === 'rows' && what === 'list') return listRefusedRows(config);
  if (command === 'rows' && what === 'retry') return retryRefusedRows(config);
  throw new Error(`There is no command ${positionals.join(' ')}.\n\n${HELP}`);
}

type Values = ReturnType<typeof parseArgs<{ options: typeof options }>>['values'];

function subjectOf({ user, session, application }: Values): Subject {
  const given = Object.entries({ user, session, application }).filter(([, id]) => id);
  if (given.length !== 1) throw new Error('Say one of --user, --session and --application.');
  return Object.fromEntries(given) as Subject;
}

function seedOf({ application = 'demo_shop', more = false, ...values }: Values): SeedRequest {
  const { days = '30', events = '100000', seed = '1', until } = values;
  return {
    application,
    days: Number(days),
    events: Number(events),
    seed: Number(seed),
    until: until === undefined ? Date.now() : Date.parse(until),
    more,
  };
}

function readConfig(values: Values): ConfigInput {
  const { HOST, PORT } = process.env;
  const host = values.host ?? HOST;
  const port = values.port ?? PORT;
  const fromFile = values.config
    ? (JSON.parse(readFileSync(values.config, 'utf8')) as ConfigInput)
    : {};
  return {
    ...withStore(fromFile),
    ...(host && { host }),
    ...(port && { port: Number(port) }),
    ...(values['port-fallback'] && { portFallback: true }),
    ...(values.data && { dataDir: values.data }),
  };
}

/** The environment's store comes before the file's. */
function withStore({ clickhouseUrl, ...input }: ConfigInput): ConfigInput {
  const given = storeOfEnvironment(process.env);
  return {
    ...input,
    store: { ...input.store, ...given },
    ...(clickhouseUrl !== undefined && !given.url && { clickhouseUrl }),
  };
}

function sentence(error: NodeJS.ErrnoException & { port?: number }): string {
  return error.code === 'EADDRINUSE'
    ? `Port ${error.port} is taken: choose another with --port, or let it move on with --port-fallback.`
    : error.message;
}
