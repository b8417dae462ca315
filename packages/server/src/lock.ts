import { mkdirSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';

/**
 * Takes a data folder for this process; a lock whose process is gone does not count.
 *
 * @returns gives it back
 * @throws when a living process has it
 */
export function lockFolder(folder: string): () => void {
  mkdirSync(folder, { recursive: true });
  const path = join(folder, 'server.pid');
  const owner = lockOwner(folder);
  if (owner) {
    throw new Error(`The data folder ${folder} is in use by process ${owner}.`);
  }
  writeFileSync(path, String(process.pid));
  return () => rmSync(path, { force: true });
}

/** The other living process that has a data folder. */
export function lockOwner(folder: string): number | undefined {
  const owner = readOwner(join(folder, 'server.pid'));
  return owner && owner !== process.pid && isAlive(owner) ? owner : undefined;
}

function readOwner(path: string): number | undefined {
  try {
    return Number(readFileSync(path, 'utf8')) || undefined;
  } catch {
    return undefined;
  }
}

function isAlive(pid: number): boolean {
  try {
    process.kill(pid, 0);
    return true;
  } catch (error) {
    return (error as NodeJS.ErrnoException).code === 'EPERM';
  }
}
