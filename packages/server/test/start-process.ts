import { execFile, spawn } from 'node:child_process';
import { existsSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { createInterface } from 'node:readline';
import { fileURLToPath } from 'node:url';
import { promisify } from 'node:util';
import { onTestFinished } from 'vitest';
import type { ConfigInput } from '../src/config.js';
import { temporaryFolder } from './fixtures.js';

const cli = fileURLToPath(new URL('../dist/cli.js', import.meta.url));
if (!existsSync(cli))
  throw new Error('The server is not built: run `npm test`, or `pnpm build` first.');

/** The server as an operator starts it. */
export async function startProcess(
  data: string,
  args: string[] = ['--port', '0'],
  // Who may read is mostly another test's matter.
  configuration: ConfigInput = { access: 'everyone', replay: { access: 'everyone' } },
  { env = {}, through = [] }: Surroundings = {},
) {
  const config = join(temporaryFolder(), 'config.json');
  writeFileSync(config, JSON.stringify(configuration));
  const line = [...through, process.execPath, cli, '--data', data, '--config', config, ...args];
  const child = spawn(line[0] ?? '', line.slice(1), {
    stdio: ['ignore', 'pipe', 'pipe'],
    env: { ...process.env, ...env },
  });
  const ended = new Promise<number | null>((resolve) => child.once('exit', resolve));
  onTestFinished(async () => {
    child.kill('SIGKILL');
    await ended;
  });
  let errors = '';
  child.stderr.on('data', (text) => (errors += String(text)));
  const url = await new Promise<string | undefined>((resolve) => {
    createInterface({ input: child.stdout }).on('line', (line) => {
      const address = /listens on (\S+)/.exec(line)?.[1];
      if (address) resolve(address);
    });
    void ended.then(() => resolve(undefined));
  });
  const end = async (signal: NodeJS.Signals) => {
    child.kill(signal);
    return ended;
  };
  return { url, end, ended, errors: () => errors, pid: child.pid ?? 0 };
}

interface Surroundings {
  env?: Record<string, string>;
  /** A command that starts the process. */
  through?: readonly string[];
}

/** A command as an operator gives it. @throws with `code` and `stderr` when it fails */
export const command = (...args: string[]) => promisify(execFile)(process.execPath, [cli, ...args]);
