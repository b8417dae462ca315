// oxlint-disable-next-line typescript/triple-slash-reference -- A package without types; there is nothing to import of them.
/// <reference path="./fs-native-extensions.d.ts" />
import {
  chmodSync,
  closeSync,
  existsSync,
  ftruncateSync,
  mkdirSync,
  openSync,
  readFileSync,
  writeSync,
} from 'node:fs';
import { join } from 'node:path';
import { tryLock } from 'fs-native-extensions';

/** Whoever may not read a data folder sees nothing of what is in it. */
const OWNER_ONLY = 0o700;

/** Takes folders for this process, all of them or none: see {@link lockFolder}. */
export function lockFolders(folders: Iterable<string>): () => void {
  const unlocks: (() => void)[] = [];
  const unlock = () => unlocks.splice(0).forEach((one) => one());
  try {
    for (const folder of folders) unlocks.push(lockFolder(folder));
    return unlock;
  } catch (error) {
    unlock();
    throw error;
  }
}

/**
 * Takes a data folder for this process. The kernel holds the lock, on a file in the folder: it ends with the process however
 * that ends, and holds between containers that share the folder.
 *
 * @returns gives it back
 * @throws when another process has it
 */
function lockFolder(folder: string): () => void {
  mkdirSync(folder, { recursive: true, mode: OWNER_ONLY });
  keepPrivate(folder);
  const file = lock(folder);
  if (file === undefined)
    throw new Error(
      `The data folder ${folder} is in use${ownerOf(folder)}. Each server needs a folder of its own.`,
    );
  ftruncateSync(file);
  writeSync(file, String(process.pid));
  return () => {
    // The file stays: two processes could hold locks on two files of one name.
    ftruncateSync(file);
    closeSync(file);
  };
}

/** Whether a process has a data folder. */
export function isLocked(folder: string): boolean {
  if (!existsSync(pathOf(folder))) return false;
  const file = lock(folder);
  if (file !== undefined) closeSync(file);
  return file === undefined;
}

function lock(folder: string): number | undefined {
  const file = openSync(pathOf(folder), 'a+', 0o600);
  if (tryLock(file)) return file;
  closeSync(file);
  return undefined;
}

/** In another container the number says nothing here. */
function ownerOf(folder: string): string {
  const pid = readFileSync(pathOf(folder), 'utf8');
  return pid && ` by process ${pid}`;
}

function pathOf(folder: string): string {
  return join(folder, 'server.pid');
}

/** A mounted folder may be another's. */
function keepPrivate(folder: string): void {
  try {
    chmodSync(folder, OWNER_ONLY);
  } catch (error) {
    console.warn(`The data folder ${folder} stays readable for others:`, error);
  }
}
