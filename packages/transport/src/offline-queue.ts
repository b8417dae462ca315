import { epochNow, guard, ignore, toJson, type Note } from '@firsthand/core';
import { LIMITS } from '@firsthand/protocol/limits';
import type { Batch } from './batch.js';
import { batchDatabase } from './batch-database.js';
import type { Intake } from './intake.js';
import { eraseUnsent, unsentKeys, unsentName } from './unsent.js';

/** Batches that wait for a network, beyond the page that made them. */
export interface OfflineQueue {
  /** Keeps a batch; the oldest make room for it. */
  keep(batch: Batch): void;
  /** Keeps batches before it returns: the page may end now. */
  keepAtOnce(batches: Iterable<Batch>): void;
  /** Forgets a batch that has been delivered, or never will be. */
  forget(batch: Batch): void;
  /** Hands over what earlier pages kept, oldest first, for as long as `deliver` succeeds; one tab does so at a time. */
  drain(deliver: (batch: Batch) => Promise<boolean>): Promise<void>;
  /** Forgets everything. */
  clear(): void;
}

export interface KeptBatch extends Batch {
  /** Epoch time. */
  keptAt: number;
}

const MAX_BYTES = 5_000_000;
/** Batches that are on their way into the database at once: one that never answers would keep all. */
const MAX_PENDING = 100;
/** Of local storage, which the page has 5 MB of. */
const MAX_BYTES_AT_ONCE = 500_000;

/**
 * A queue in IndexedDB, under one name for each intake; what a page cannot wait to have stored there is in local storage
 * until a later page finds it. Where the browser has none, forbids it or has no room, it keeps nothing: batches then
 * live as long as their page.
 */
export function createOfflineQueue(
  { intake, note }: { intake: Intake; note: Note },
  signal: AbortSignal,
): OfflineQueue {
  const name = unsentName(intake);
  const database = batchDatabase(name, signal);
  /** Ids of what this page has kept. */
  const kept = new Set<string>();
  /** Ids of what it has in local storage. */
  const written = new Set<string>();
  /** On their way into the database. */
  const pending = new Set<Batch>();
  let clears = 0;
  let isDraining = false;
  const keyOf = ({ id }: Batch) => `${name} ${id}`;

  const remove = async (batch: Batch) => {
    written.delete(batch.id);
    guard(() => globalThis.localStorage.removeItem(keyOf(batch)), ignore);
    await database.remove(batch.id);
  };

  /** What is kept and young enough, oldest first; what is too old, or too much, is forgotten. */
  const readAll = async (): Promise<KeptBatch[]> => {
    const byId = new Map<string, KeptBatch>();
    for (const key of guard(() => unsentKeys(name), ignore) ?? []) {
      const batch = guard(() => fromText(globalThis.localStorage.getItem(key) ?? ''), ignore);
      if (batch && isBatch(batch)) byId.set(batch.id, batch);
      // What is spoilt would take the room of others for ever.
      else guard(() => globalThis.localStorage.removeItem(key), ignore);
    }
    for (const batch of await database.readAll().catch(() => [])) {
      if (isBatch(batch)) byId.set(batch.id, batch);
      else await database.remove(batch.id).catch(ignore);
    }
    const all = [...byId.values()];
    // Replays give way to events, and the old to the new.
    all.sort(
      (one, other) => Number(!!one.records) - Number(!!other.records) || other.keptAt - one.keptAt,
    );
    const oldest = epochNow() - LIMITS.ingestion.maxDelay;
    let bytes = 0;
    const isKept = (batch: KeptBatch) =>
      batch.keptAt > oldest && (bytes += batch.bytes) <= MAX_BYTES;
    const stays = new Set(all.filter(isKept));
    await Promise.all(
      all.filter((batch) => !stays.has(batch)).map((batch) => remove(batch).catch(ignore)),
    );
    return [...stays].sort((one, other) => one.keptAt - other.keptAt);
  };

  const putAndTidy = async (batch: Batch) => {
    try {
      await database.put(toKept(batch));
      await readAll();
    } finally {
      pending.delete(batch);
    }
  };

  const toKept = ({ id, content, records, bytes, events }: Batch): KeptBatch => ({
    id,
    content,
    records,
    bytes,
    events,
    keptAt: epochNow(),
  });

  const drainOnce = async (deliver: (batch: Batch) => Promise<boolean>) => {
    // Without the lock first: one that is held keeps a page out of the back/forward cache.
    if (!(await readAll()).length) return;
    const before = clears;
    const deliverAll = async () => {
      for (const batch of await readAll()) {
        if (signal.aborted || clears !== before || !(await deliver(batch))) return;
        await remove(batch).catch(ignore);
      }
    };
    const { locks } = navigator as { locks?: LockManager };
    await (locks
      ? // Forbidden in frames without an origin.
        locks
          .request(name, { ifAvailable: true }, (lock) => (lock ? deliverAll() : undefined))
          .catch(ignore)
      : deliverAll());
  };

  return {
    keep(batch) {
      // What fails after a person has refused must not be kept.
      if (signal.aborted || kept.has(batch.id) || pending.size >= MAX_PENDING) return;
      kept.add(batch.id);
      pending.add(batch);
      note('kept_offline', batch.id, batch.events);
      void putAndTidy(batch).catch(ignore);
    },
    keepAtOnce(batches) {
      const unwritten = [...new Set([...batches, ...pending])].filter(({ id }) => !written.has(id));
      if (signal.aborted || !unwritten.length) return;
      guard(() => {
        let left = MAX_BYTES_AT_ONCE;
        for (const key of unsentKeys(name))
          left -= globalThis.localStorage.getItem(key)?.length ?? 0;
        for (const batch of unwritten) {
          left -= batch.bytes;
          if (left < 0) break;
          globalThis.localStorage.setItem(keyOf(batch), toText(toKept(batch)));
          if (!kept.has(batch.id)) note('kept_offline', batch.id, batch.events);
          kept.add(batch.id);
          written.add(batch.id);
        }
      }, ignore);
    },
    forget(batch) {
      if (kept.delete(batch.id)) void remove(batch).catch(ignore);
    },
    async drain(deliver) {
      // The network may come back often.
      if (isDraining) return;
      isDraining = true;
      try {
        await drainOnce(deliver);
      } finally {
        isDraining = false;
      }
    },
    clear() {
      clears += 1;
      written.clear();
      eraseUnsent(intake);
    },
  };
}

/** Whether it is what was kept: others may write there too. */
function isBatch({ id, content, bytes, events, keptAt }: KeptBatch): boolean {
  return (
    typeof id === 'string' &&
    typeof content === 'string' &&
    [bytes, events, keptAt].every(Number.isFinite)
  );
}

/** A batch as local storage takes it. */
function toText({ records, ...batch }: KeptBatch): string {
  const binary = records && [...records].map((byte) => String.fromCharCode(byte)).join('');
  return toJson({ ...batch, records: binary && btoa(binary) });
}

function fromText(text: string): KeptBatch {
  const { records, ...batch } = JSON.parse(text) as Omit<KeptBatch, 'records'> & {
    records?: string;
  };
  const bytes = records && Uint8Array.from(atob(records), (sign) => sign.charCodeAt(0));
  return { ...batch, ...(bytes && { records: bytes }) };
}
