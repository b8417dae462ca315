import { resolve } from 'node:path';
import { Readable } from 'node:stream';
import { pipeline } from 'node:stream/promises';
import type { ErasureAnswer, Subject } from '@firsthand/protocol/query';
import { completeConfig, type ConfigInput } from '../config.js';
import { isLocked } from '../lock.js';
import { createServer } from '../server.js';
import { readControl } from './control-file.js';

/** `firsthand erase` */
export async function eraseSubject(config: ConfigInput, subject: Subject): Promise<void> {
  await ask(config, { path: 'erasures', body: subject }, async (response) => {
    const { erased, removed_from_disk: isRemoved } = (await response.json()) as ErasureAnswer;
    const { events, sessions, replay_segments: segments } = erased;
    console.log(`Erased: ${events} events, ${sessions} sessions, ${segments} pieces of replays.`);
    if (!isRemoved) {
      console.log('The store still keeps files that held them; it removes them within minutes.');
    }
  });
}

/** `firsthand export` */
export async function exportSubject(config: ConfigInput, subject: Subject): Promise<void> {
  await ask(config, { path: 'exports', body: subject }, async ({ body }) => {
    if (body) await pipeline(Readable.fromWeb(body), process.stdout, { end: false });
  });
}

/** `firsthand url`. @throws where no server runs */
export function printConsoleUrl(config: ConfigInput): void {
  const dataDir = resolve(completeConfig(config).dataDir);
  if (!isLocked(dataDir)) throw new Error(`No server runs with the data folder ${dataDir}.`);
  console.log(readControl(dataDir).consoleUrl);
}

/** `firsthand rows list`: the rows that the store refused, one a line */
export async function listRefusedRows(config: ConfigInput): Promise<void> {
  await ask(config, { path: 'refused-rows' }, async ({ body }) => {
    if (body) await pipeline(Readable.fromWeb(body), process.stdout, { end: false });
  });
}

/** `firsthand rows retry` */
export async function retryRefusedRows(config: ConfigInput): Promise<void> {
  await ask(config, { path: 'refused-rows/retry', body: {} }, async (response) => {
    const { stored, left } = (await response.json()) as { stored: number; left: number };
    console.log(`Stored: ${stored} rows. Still refused: ${left}.`);
  });
}

/** Asks the server that has the data folder; where none runs, one that listens for this question alone. */
async function ask(
  config: ConfigInput,
  { path, body }: { path: string; body?: object },
  use: (response: Response) => Promise<void>,
): Promise<void> {
  const dataDir = resolve(completeConfig(config).dataDir);
  const own = isLocked(dataDir) ? undefined : await createServer({ ...config, ...PRIVATE });
  try {
    await own?.listen();
    const { url, token } = readControl(dataDir);
    const response = await fetch(`${url}/api/v1/${path}`, {
      method: body ? 'POST' : 'GET',
      headers: { 'content-type': 'application/json', authorization: `Bearer ${token}` },
      ...(body && { body: JSON.stringify(body) }),
    });
    if (!response.ok) throw new Error(((await response.json()) as { error: string }).error);
    await use(response);
  } finally {
    await own?.close();
  }
}

const PRIVATE: ConfigInput = { host: '127.0.0.1', port: 0, rum: { enabled: false } };
