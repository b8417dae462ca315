import { execFile } from 'node:child_process';
import { mkdtempSync, readdirSync, readFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { promisify } from 'node:util';

const packages = fileURLToPath(new URL('../packages/', import.meta.url));
const run = promisify(execFile);

/** The packages as they would be published: a file for each, in a folder of its own. */
export async function packAll(): Promise<string[]> {
  const folder = mkdtempSync(join(tmpdir(), 'firsthand-packed-'));
  for (const name of readdirSync(packages)) {
    const manifest = readFileSync(`${packages}${name}/package.json`, 'utf8');
    if ((JSON.parse(manifest) as { private?: boolean }).private) continue;
    await run('pnpm', ['pack', '--pack-destination', folder], { cwd: packages + name });
  }
  return readdirSync(folder).map((file) => join(folder, file));
}

/** Runs a line of a shell to its end; answers what it wrote. @throws with that when it fails */
export async function shell(line: string, cwd: string): Promise<string> {
  const env = {
    ...process.env,
    // A person would answer «yes» to npm.
    npm_config_yes: 'true',
    // A connection to the registry may hang: by default npm asks anew only after five minutes.
    npm_config_fetch_timeout: '30000',
    npm_config_fetch_retries: '4',
  };
  try {
    const { stdout } = await run('bash', ['-ec', line], { cwd, env, maxBuffer: 2 ** 26 });
    return stdout;
  } catch (error) {
    const { stdout, stderr } = error as { stdout: string; stderr: string };
    throw new Error(`${line} failed:\n${stdout}${stderr}`, { cause: error });
  }
}
