import { readFileSync, rmSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';

/** How the command line reaches the server that has a data folder. */
export interface Control {
  url: string;
  token: string;
  /** The address by which the console is opened. */
  consoleUrl: string;
}

const pathOf = (folder: string) => join(folder, 'control.json');

/** Only those who may read the data anyway can read it. @returns removes it */
export function writeControl(folder: string, control: Control): () => void {
  const path = pathOf(folder);
  rmSync(path, { force: true });
  writeFileSync(path, JSON.stringify(control), { mode: 0o600 });
  return () => rmSync(path, { force: true });
}

/** @throws when no server listens for this folder */
export function readControl(folder: string): Control {
  return JSON.parse(readFileSync(pathOf(folder), 'utf8')) as Control;
}
