import { spawn, type ChildProcess } from 'node:child_process';
import { readFileSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { createInterface } from 'node:readline';
import { fileURLToPath } from 'node:url';

const root = fileURLToPath(new URL('..', import.meta.url));

export interface RunningProcess {
  url: string;
  child: ChildProcess;
  /** Lines that it has written so far. */
  output: readonly string[];
  /** Ends it and waits until it is gone. */
  stop(signal?: NodeJS.Signals): Promise<void>;
}

/** A configuration as an operator writes it. */
export type ServerConfig = { port?: number } & Record<string, unknown>;

interface Command {
  args: string[];
  /** Its first group is the address that the process says it listens on. */
  ready: RegExp;
  env?: Record<string, string>;
}

/** Starts a Node process in a folder and waits for its address. @throws when it ends before */
export function runIn(cwd: string, { args, ready, env = {} }: Command): Promise<RunningProcess> {
  const child = spawn(process.execPath, args, {
    cwd,
    env: { ...process.env, NO_COLOR: '1', ...env },
    stdio: ['ignore', 'pipe', 'pipe'],
  });
  const ended = new Promise<void>((resolve) => child.once('exit', () => resolve()));
  const output: string[] = [];
  createInterface({ input: child.stderr }).on('line', (line) => output.push(line));
  return new Promise((resolve, reject) => {
    createInterface({ input: child.stdout }).on('line', (line) => {
      output.push(line);
      const url = ready.exec(line)?.[1]?.replace(/\/$/, '');
      if (!url) return;
      const stop = async (signal: NodeJS.Signals = 'SIGTERM') => {
        child.kill(signal);
        await ended;
      };
      resolve({ url, child, output, stop });
    });
    void ended.then(() => reject(new Error(`${args.join(' ')} ended:\n${output.join('\n')}`)));
  });
}

/** The built server, on a free port unless one is named. @param data its data folder */
export function runServer(
  data: string,
  { port = 0, ...config }: ServerConfig = {},
): Promise<RunningProcess> {
  const file = join(data, 'config.json');
  // Who may read is another test's matter.
  const readable = {
    access: 'everyone',
    ...config,
    replay: { access: 'everyone', ...(config['replay'] as object) },
  };
  writeFileSync(file, JSON.stringify(readable));
  const flags = ['--data', data, '--config', file, '--port', String(port)];
  return runIn(root, {
    args: ['packages/server/dist/cli.js', ...flags],
    ready: /listens on (\S+)/,
  });
}

/** A built example of `examples/`, which passes `/rum` on to a server. */
export function runExample(
  name: string,
  server = '',
  env: Record<string, string> = {},
): Promise<RunningProcess> {
  const folder = `${root}examples/${name}`;
  const { scripts } = JSON.parse(readFileSync(`${folder}/package.json`, 'utf8')) as {
    scripts: { start: string };
  };
  // `node …`, as `npm start` runs it too.
  const [, ...args] = scripts.start.split(' ');
  return runIn(folder, {
    args,
    ready: /Local:\s+(\S+)/,
    env: { FIRSTHAND_URL: server, PORT: '0', ...env },
  });
}
