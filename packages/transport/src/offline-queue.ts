import { epochNow, type Note } from '@firsthand/core';
import { LIMITS } from '@firsthand/protocol/limits';
import type { Batch } from './batch.js';
import { batchDatabase } from './batch-database.js';

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
/** Of local storage, which the page has 5 MB of. */
const MAX_BYTES_AT_ONCE = 500_000;

/**
 * A queue in IndexedDB, under one name for each intake; what a page cannot wait to have stored there is in local storage
 * until a later page finds it. Where the browser has none, forbids it or has no room, it keeps nothing: batches then
 * live as long as their page.
 */
export function createOfflineQueue(
  { intake, note }: { intake: string; note: Note },
  signal: AbortSignal,
): OfflineQueue {
  const name = `firsthand ${intake}`;
  const database = batchDatabase(name, signal);
  /** Ids of what this page has kept. */
  const kept = new Set<string>();
  /** On their way into the database. */
  const pending = new Set<Batch>();
  const keyOf = ({ id }: Batch) => `${name} ${id}`;
  const keysAtOnce = () => Object.keys(localStorage).filter((key) => key.startsWith(`${name} `));

  const remove = async (batch: Batch) => {
    attempt(() => localStorage.removeItem(keyOf(batch)));
    await database.remove(batch.id);
  };

  /** What is kept and young enough, oldest first; what is too old, or too much, is forgotten. */
  const readAll = async (): Promise<KeptBatch[]> => {
    const byId = new Map<string, KeptBatch>();
    attempt(() => {
      for (const key of keysAtOnce()) {
        const batch = JSON.parse(localStorage.getItem(key) ?? '') as KeptBatch;
        byId.set(batch.id, batch);
      }
    });
    for (const batch of await database.readAll().catch(() => [])) byId.set(batch.id, batch);
    const all = Array.from(byId.values());
    all.sort((one, other) => one.keptAt - other.keptAt);
    const oldest = epochNow() - LIMITS.ingestion.maxDelay;
    let bytes = all.reduce((sum, batch) => sum + batch.bytes, 0);
    const first = all.findIndex((batch) => {
      const fits = batch.keptAt > oldest && bytes <= MAX_BYTES;
      bytes -= batch.bytes;
      return fits;
    });
    const split = first < 0 ? all.length : first;
    await Promise.all(all.slice(0, split).map((batch) => remove(batch).catch(ignore)));
    return all.slice(split);
  };

  const toKept = ({ id, content, bytes, events }: Batch): KeptBatch => ({
    id,
    content,
    bytes,
    events,
    keptAt: epochNow(),
  });

  return {
    keep(batch) {
      // What fails after a person has refused must not be kept.
      if (signal.aborted || kept.has(batch.id)) return;
      kept.add(batch.id);
      pending.add(batch);
      note('kept_offline', batch.id, batch.events);
      void database
        .put(toKept(batch))
        .then(readAll)
        .catch(ignore)
        .finally(() => pending.delete(batch));
    },
    keepAtOnce(batches) {
      if (signal.aborted) return;
      attempt(() => {
        let left = MAX_BYTES_AT_ONCE;
        for (const key of keysAtOnce()) left -= localStorage.getItem(key)?.length ?? 0;
        for (const batch of new Set([...batches, ...pending])) {
          left -= batch.bytes;
          if (left < 0) break;
          localStorage.setItem(keyOf(batch), JSON.stringify(toKept(batch)));
          if (!kept.has(batch.id)) note('kept_offline', batch.id, batch.events);
          kept.add(batch.id);
        }
      });
    },
    forget(batch) {
      if (kept.delete(batch.id)) void remove(batch).catch(ignore);
    },
    async drain(deliver) {
      // Without the lock first: one that is held keeps a page out of the back/forward cache.
      if (!(await readAll()).length) return;
      const deliverAll = async () => {
        for (const batch of await readAll()) {
          if (signal.aborted || !(await deliver(batch))) return;
          await remove(batch).catch(ignore);
        }
      };
      const { locks } = navigator as { locks?: LockManager };
      const drained = locks
        ? locks.request(name, { ifAvailable: true }, (lock) => (lock ? deliverAll() : undefined))
        : deliverAll();
      await Promise.resolve(drained).catch(ignore);
    },
    clear() {
      attempt(() => {
        for (const key of keysAtOnce()) localStorage.removeItem(key);
      });
      void database.erase().catch(ignore);
    },
  };
}

/** Storage that is blocked throws at every touch. */
function attempt(work: () => void): void {
  try {
    work();
  } catch {
    // It keeps nothing then.
  }
}

function ignore(): void {}
