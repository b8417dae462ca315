import { spawnSync } from 'node:child_process';
import { delimiter, dirname } from 'node:path';
import process from 'node:process';

/** The pinned tools. npx fetches what this machine lacks, into npm's own cache. */
const NODE = '24';
const PNPM = '12.21.0';

/**
 * Environment in which `node` and `pnpm` are the pinned ones.
 *
 * @throws an Error with a sentence when they cannot be had
 */
export function toolchain() {
  const script =
    'process.stdout.write("PATH=" + process.env.PATH.split(require("path").delimiter)[0])';
  const { stdout, stderr, error } = spawnSync(
    'npx',
    ['-y', '-p', `node@${NODE}`, '-p', `pnpm@${PNPM}`, '-c', `node -e '${script}'`],
    { encoding: 'utf8', shell: process.platform === 'win32' },
  );
  const folder = /PATH=(.+)/.exec(stdout ?? '')?.[1];
  if (!folder) {
    throw new Error(
      `Node ${NODE} and pnpm ${PNPM} could not be fetched by npx; is the npm registry in reach?\n${error ?? stderr}`,
    );
  }
  const env = { ...process.env, PATH: `${folder}${delimiter}${process.env.PATH}` };
  // Set by the npm that runs this script; pnpm would take them for its own settings.
  for (const name of Object.keys(env))
    if (/^npm_(config|package|lifecycle)_/i.test(name)) delete env[name];
  return env;
}

/** Runs a tool to its end, its output shown. @throws an Error with a sentence when it fails */
export function run(command, args, { env, cwd = root } = {}) {
  const { status, error } = spawnSync(command, args, { cwd, env, stdio: 'inherit' });
  if (status !== 0)
    throw new Error(`${command} ${args.join(' ')} failed${error ? `: ${error.message}` : ''}.`);
}

/** The repository's own folder. */
export const root = dirname(import.meta.dirname ?? dirname(new URL(import.meta.url).pathname));

/** Runs `work`; a failure becomes one sentence and exit code 1. */
export async function main(work) {
  const [major = 0] = process.versions.node.split('.').map(Number);
  try {
    if (major < 20) throw new Error(`Node 20 or later is needed; this is ${process.version}.`);
    await work();
  } catch (error) {
    console.error(`\n${error.message}`);
    process.exitCode = 1;
  }
}
