import { createDiagnostics, type Cleared } from '@firsthand/core';
import type { RumEvent } from '@firsthand/protocol';
import { comesTrue } from '@firsthand/testing';
import { afterEach, beforeEach, describe, expect, it, vi } from 'vitest';
import { createOfflineQueue } from '../src/offline-queue.js';
import { createRetryQueue } from '../src/retry-queue.js';
import { intakeOf } from '../src/intake.js';
import { createTransport, type FullTransport } from '../src/transport.js';
import type { Batch } from '../src/batch.js';
import type { ReplaySegment } from '../src/replay-segment.js';

/** Bytes of all values, so that none is lost as text. */
const BYTES = Uint8Array.from({ length: 512 }, (_, byte) => byte % 256);
const segment = (id: string, bytes = BYTES.length) =>
  ({
    id,
    header: '"sdk":{"name":"test","version":"1"}}',
    records: bytes === BYTES.length ? BYTES : new Uint8Array(bytes),
    gzip: (text: string) => new TextEncoder().encode(text) as Uint8Array<ArrayBuffer>,
  }) as Cleared<ReplaySegment>;
const event = (n: number) =>
  ({
    type: 'error',
    view: { id: 'v' },
    error: { message: `error ${n}` },
  }) as unknown as Cleared<RumEvent>;

interface Posted {
  url: string;
  body: string;
  bytes: number;
  keepalive: boolean;
}
let abort: AbortController;
let posted: Posted[];
let answer: () => Promise<Response>;
let transport: FullTransport;
let serial = 0;

beforeEach(() => {
  abort = new AbortController();
  posted = [];
  serial += 1;
  answer = async () => new Response('{"accepted":1,"refused":[]}', { status: 202 });
  vi.spyOn(globalThis, 'fetch').mockImplementation(async (url, { body, keepalive } = {}) => {
    const blob = new Blob([body as BlobPart]);
    const entry = { url: String(url), body: '', bytes: blob.size, keepalive: !!keepalive };
    posted.push(entry);
    entry.body = await blob.text();
    return answer();
  });
  transport = createTransport(
    {
      intake: intakeOf(`https://intake.test/rum-${serial}`),
      sdk: { name: 'test', version: '1' },
      note: createDiagnostics(false).note,
      onFault: () => {},
    },
    abort.signal,
  );
});
afterEach(() => {
  abort.abort();
  transport.forget();
  vi.restoreAllMocks();
  vi.unstubAllGlobals();
  localStorage.clear();
});

describe('a segment of a replay', () => {
  it('goes to its own path as gzip, with a header of this attempt before its records', async () => {
    transport.addSegment(segment('one'));
    await transport.flush();
    expect(posted.map(({ url }) => url)).toEqual([
      `https://intake.test/rum-${serial}/v1/replay?encoding=gzip`,
    ]);
    expect(posted[0]?.body).toMatch(
      /^\{"protocol":1,"segment_id":"one","sent_at":\d+,"sdk":\{"name":"test","version":"1"\}\}\n/,
    );
    expect(posted[0]?.bytes).toBeGreaterThan(BYTES.length);
  });

  it('is tried again under the same id when the intake fails', async () => {
    answer = async () => new Response('', { status: 503 });
    vi.spyOn(Math, 'random').mockReturnValue(0);
    transport.addSegment(segment('one'));
    await comesTrue(() => expect(posted.length).toBeGreaterThan(1));
    answer = async () => new Response('{}', { status: 202 });
    await transport.flush();
    await comesTrue(() => expect(posted.every(({ body }) => body)).toBe(true));
    expect(posted.map(({ body }) => /"segment_id":"(\w+)"/.exec(body)?.[1])).toEqual(
      posted.map(() => 'one'),
    );
  });

  it('leaves room for the events that the end of the page brings', async () => {
    answer = () => new Promise(() => {});
    // Half of what a page may have in flight, and more.
    transport.addSegment(segment('large', 40_000));
    await comesTrue(() => expect(posted.length).toBe(1));
    expect(posted[0]?.keepalive).toBe(false);
    transport.add(event(1));
    void transport.flush({ exit: true });
    const atExit = posted.slice(1);
    expect(atExit.every(({ keepalive }) => keepalive)).toBe(true);
    expect(atExit[0]?.url).toContain('/v1/events');
    // What could not outlive the page before is sent once more.
    expect(atExit[1]?.url).toContain('/v1/replay');
  });

  it('that finds no room at the end of a page waits for a later one, byte by byte', async () => {
    answer = () => new Promise(() => {});
    vi.stubGlobal('fetchLater', undefined);
    transport.addSegment(segment('first', 59_000), { exit: true });
    transport.addSegment(segment('last'), { exit: true });
    transport.addSegment(segment('more', 3_000), { exit: true });
    const kept: Batch[] = [];
    await createOfflineQueue(
      { intake: intakeOf(`https://intake.test/rum-${serial}`), note: () => {} },
      abort.signal,
    ).drain(async (batch) => !!kept.push(batch));
    expect(kept.map(({ id }) => id)).toEqual(['more']);
    expect(kept[0]?.records).toEqual(new Uint8Array(3_000));
  });
});

describe('the offline queue', () => {
  const batch = (id: string, fields: Partial<Batch> = {}): Batch => ({
    id,
    content: 'x',
    bytes: 1_000,
    events: 1,
    ...fields,
  });
  const open = () =>
    createOfflineQueue(
      { intake: intakeOf(`https://queue.test/${serial}`), note: () => {} },
      abort.signal,
    );
  const drained = async () => {
    const batches: Batch[] = [];
    await open().drain(async (batch) => !!batches.push(batch));
    return batches;
  };
  afterEach(() => void indexedDB.deleteDatabase(`firsthand https://queue.test/${serial}`));

  it.each(['keep', 'keepAtOnce'] as const)('keeps the bytes of a segment by %s', async (way) => {
    const kept = batch('one', { records: BYTES, events: 0 });
    if (way === 'keep') open().keep(kept);
    else open().keepAtOnce([kept]);
    const found: Batch[] = [];
    await comesTrue(async () => {
      found.push(...(await drained()));
      expect(found.length).toBe(1);
    });
    expect(found[0]?.records).toEqual(BYTES);
  });

  it('gives up segments before events', async () => {
    const queue = open();
    queue.keep(batch('event', { bytes: 3_000_000 }));
    await comesTrue(async () => expect((await databaseOf()).length).toBe(1));
    queue.keep(batch('segment', { bytes: 3_000_000, records: BYTES, events: 0 }));
    await comesTrue(async () => expect((await drained()).map(({ id }) => id)).toEqual(['event']));
  });
});

/** Ids of what the queue has stored. */
async function databaseOf(): Promise<IDBValidKey[]> {
  const database = await new Promise<IDBDatabase>((resolve, reject) => {
    const request = indexedDB.open(`firsthand https://queue.test/${serial}`);
    request.onsuccess = () => resolve(request.result);
    request.onerror = () => reject(request.error);
  });
  try {
    if (!database.objectStoreNames.contains('batches')) return [];
    const request = database.transaction('batches').objectStore('batches').getAllKeys();
    return await new Promise((resolve) => {
      request.onsuccess = () => resolve(request.result);
    });
  } finally {
    database.close();
  }
}

it('what waits in memory gives up segments before events', async () => {
  const faults: unknown[] = [];
  const queue = createRetryQueue(
    {
      attempt: async () => ({ is: 'failed', retryAfter: 60_000 }),
      offline: undefined,
      note: () => {},
      onFault: (fault) => faults.push(fault),
    },
    abort.signal,
  );
  const batch = (id: string, records?: Uint8Array<ArrayBuffer>): Batch => ({
    id,
    content: '',
    bytes: 1_200_000,
    events: 1,
    records,
  });
  for (const each of [batch('event 1'), batch('segment', BYTES), batch('event 2')])
    await queue.deliver(each);
  expect(queue.waiting.map(({ id }) => id)).toEqual(['event 2', 'event 1'].toSorted());
});
