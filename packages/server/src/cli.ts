#!/usr/bin/env node
import { readFileSync } from 'node:fs';
import { parseArgs } from 'node:util';
import type { ConfigInput } from './config.js';
import { createServer } from './server.js';

const HELP = `firsthand-server [--host 127.0.0.1] [--port 4400] [--port-fallback] [--data .firsthand] [--config file.json]

A flag goes before the environment (HOST, PORT, CLICKHOUSE_URL), which goes before the file.`;

try {
  await run();
} catch (error) {
  console.error(sentence(error as NodeJS.ErrnoException));
  process.exit(1);
}

async function run(): Promise<void> {
  const config = readConfig();
  if (!config) return console.log(HELP);
  const server = await createServer(config);
  const { url } = await server.listen();
  if (isPublic(config.host) && (config.rum?.allowOrigins ?? ['*']).includes('*')) {
    console.warn('Any origin may send to this public address: set rum.allowOrigins.');
  }
  let stopping: Promise<void> | undefined;
  const stop = () => {
    stopping ??= server.close().then(() => process.exit(0));
  };
  process.on('SIGINT', stop).on('SIGTERM', stop);
  console.log(`Firsthand listens on ${url}`);
}

function readConfig(): ConfigInput | undefined {
  const { values } = parseArgs({
    options: {
      host: { type: 'string' },
      port: { type: 'string' },
      'port-fallback': { type: 'boolean' },
      data: { type: 'string' },
      config: { type: 'string' },
      help: { type: 'boolean', short: 'h' },
    },
  });
  if (values.help) return undefined;
  const { HOST, PORT, CLICKHOUSE_URL } = process.env;
  const host = values.host ?? HOST;
  const port = values.port ?? PORT;
  const fromFile = values.config
    ? (JSON.parse(readFileSync(values.config, 'utf8')) as ConfigInput)
    : {};
  return {
    ...fromFile,
    ...(host && { host }),
    ...(port && { port: Number(port) }),
    ...(values['port-fallback'] && { portFallback: true }),
    ...(values.data && { dataDir: values.data }),
    ...(CLICKHOUSE_URL && { clickhouseUrl: CLICKHOUSE_URL }),
  };
}

function isPublic(host = '127.0.0.1'): boolean {
  return !['127.0.0.1', 'localhost', '::1'].includes(host);
}

function sentence(error: NodeJS.ErrnoException & { port?: number }): string {
  return error.code === 'EADDRINUSE'
    ? `Port ${error.port} is taken: choose another with --port, or let it move on with --port-fallback.`
    : error.message;
}
