import { join, resolve } from 'node:path';
import { APPLICATION_ID } from '@firsthand/protocol/limits';
import { completeConfig, type Config, type ConfigInput } from '../config.js';
import { faultForLog } from '../fault.js';
import { isLocked, lockFolders } from '../lock.js';
import { openCounting } from '../store/counting.js';
import { eventsSince } from '../store/retention.js';
import { openStore, type Store } from '../store/store.js';
import { openThreads } from '../threads/threads.js';
import type { SeedOptions } from './options.js';
import { seed, type Seeded } from './seed.js';

/** What `firsthand seed` is asked for. */
export interface SeedRequest extends SeedOptions {
  /** Whether an application that has events may get more. */
  more: boolean;
}

/** How often progress is told, in milliseconds: to a person, and to a log. */
const TO_TERMINAL = 1_000;
const TO_LOG = 10_000;
/** How often files are removed of which merges have made others, in milliseconds. */
const TIDY_INTERVAL = 60_000;

/**
 * `firsthand seed`: fills the store of a data folder.
 *
 * @throws when a server runs with the folder, or the application has events already
 */
export async function seedFolder(
  input: ConfigInput,
  { more, ...options }: SeedRequest,
): Promise<Seeded> {
  check(options);
  const config = completeConfig(input);
  const dataDir = resolve(config.dataDir);
  if (isLocked(dataDir)) {
    throw new Error(
      `A server runs with the data folder ${dataDir}: stop it first, or seed another with --data.`,
    );
  }
  const unlock = lockFolders([dataDir]);
  try {
    const store = await openStore({ path: join(dataDir, 'store'), server: config.store });
    try {
      if (!more) await refuseIfKnown(store, options.application);
      const seeded = await seedStore(store, options);
      await countAll(store, config);
      return seeded;
    } finally {
      await store.close();
    }
  } finally {
    unlock();
  }
}

async function seedStore(store: Store, options: SeedOptions): Promise<Seeded> {
  const threads = openThreads();
  const tidying = setInterval(() => void tidy(store), TIDY_INTERVAL);
  const began = performance.now();
  const progress = openProgress(options.events);
  try {
    const seeded = await seed(store, threads, { ...options, onProgress: progress.tell });
    progress.end();
    const { events, rows } = seeded;
    const seconds = ((performance.now() - began) / 1_000).toFixed(1);
    console.log(
      `Seeded ${options.application}: ${events} events written, ${rows} rows, in ${seconds} s.`,
    );
    return seeded;
  } finally {
    clearInterval(tidying);
    await threads.close();
    await tidy(store);
  }
}

/** The server would do it behind what is asked; so the first look is as fast as any other. */
async function countAll(store: Store, { retention }: Config): Promise<void> {
  const counting = openCounting(store, {
    since: () => eventsSince(retention),
    quiet: 0,
    onFault: (fault) => console.error('Store:', faultForLog(fault)),
  });
  await counting.count();
  await counting.stop();
}

/** Merges leave files behind that nobody reads, many times the size of the data. */
async function tidy(store: Store): Promise<void> {
  await store
    .removeUnusedParts()
    .catch((fault: unknown) => console.error('Store:', faultForLog(fault)));
}

function check({ application, days, events, seed, until }: SeedOptions): void {
  if (!APPLICATION_ID.test(application)) {
    throw new Error('--application takes 1 to 48 letters, digits and underscores.');
  }
  if (!(days > 0 && days <= 3_650)) throw new Error('--days takes a number above 0, up to 3650.');
  if (!(Number.isSafeInteger(events) && events > 0)) {
    throw new Error('--events takes a whole number from 1.');
  }
  if (!Number.isSafeInteger(seed)) throw new Error('--seed takes a whole number.');
  if (!(until > 0)) throw new Error('--until takes a date, as 2026-01-31T12:00:00Z.');
}

async function refuseIfKnown({ query }: Store, application: string): Promise<void> {
  const found = await query(
    'SELECT 1 FROM events WHERE application_id = {application:String} LIMIT 1',
    { application },
  );
  if (found.length) {
    throw new Error(
      `The application ${application} has events already: add to them with --more, or choose another with --application.`,
    );
  }
}

/** Lines for a log; for a person, one that changes. */
function openProgress(events: number) {
  const { isTTY } = process.stderr;
  const began = performance.now();
  let told = began;
  return {
    tell(written: number) {
      const now = performance.now();
      if (now - told < (isTTY ? TO_TERMINAL : TO_LOG)) return;
      told = now;
      const rate = Math.round((written / (now - began)) * 1_000);
      const line = `${written} of ${events} events, ${rate} a second`;
      process.stderr.write(isTTY ? `\r\u001B[K${line}` : `${line}\n`);
    },
    end() {
      if (isTTY) process.stderr.write('\r\u001B[K');
    },
  };
}
