import { epochNow } from '@firsthand/core';
import { LIMITS } from '@firsthand/protocol/limits';
import type { Batch } from './batch.js';

/** Batches that wait for a network, beyond the page that made them. */
export interface OfflineQueue {
  /** Keeps a batch; the oldest make room for it. */
  keep(batch: Batch): void;
  /** Forgets a batch that has been delivered, or never will be. */
  forget(batch: Batch): void;
  /** Hands over what earlier pages kept, oldest first, for as long as `deliver` succeeds; one tab does so at a time. */
  drain(deliver: (batch: Batch) => Promise<boolean>): Promise<void>;
  /** Forgets everything. */
  clear(): void;
}

interface Kept extends Batch {
  /** Epoch time. */
  keptAt: number;
}

const STORE = 'batches';
const MAX_BYTES = 5_000_000;

/**
 * A queue in IndexedDB, under one name for each intake. Where the browser has none, forbids it or has no room, it
 * keeps nothing: batches then live as long as their page.
 */
export function createOfflineQueue(intake: string, signal: AbortSignal): OfflineQueue {
  const name = `firsthand ${intake}`;

  const open = () =>
    new Promise<IDBDatabase>((resolve, reject) => {
      const request = indexedDB.open(name, 1);
      request.addEventListener('upgradeneeded', () =>
        request.result.createObjectStore(STORE, { keyPath: 'id' }),
      );
      request.addEventListener('success', () => resolve(request.result));
      request.addEventListener('error', () => reject(request.error));
    });

  /** Opens it for one access alone: an open one may keep a page out of the back/forward cache. */
  const access = async <T>(
    mode: IDBTransactionMode,
    work: (store: IDBObjectStore) => IDBRequest<T>,
  ): Promise<T> => {
    const database = await open();
    try {
      return await new Promise<T>((resolve, reject) => {
        const request = work(database.transaction(STORE, mode).objectStore(STORE));
        request.addEventListener('success', () => resolve(request.result));
        request.addEventListener('error', () => reject(request.error));
      });
    } finally {
      database.close();
    }
  };

  const remove = ({ id }: Batch) => access('readwrite', (store) => store.delete(id));

  /** What is kept and young enough, oldest first; what is too old, or too much, is forgotten. */
  const readAll = async (): Promise<Kept[]> => {
    const all = await access<Kept[]>('readonly', (store) => store.getAll());
    all.sort((one, other) => one.keptAt - other.keptAt);
    const oldest = epochNow() - LIMITS.ingestion.maxDelay;
    let bytes = all.reduce((sum, kept) => sum + kept.bytes, 0);
    const first = all.findIndex((kept) => {
      const fits = kept.keptAt > oldest && bytes <= MAX_BYTES;
      bytes -= kept.bytes;
      return fits;
    });
    const split = first < 0 ? all.length : first;
    await Promise.all(all.slice(0, split).map(remove));
    return all.slice(split);
  };

  const quietly = (work: Promise<unknown>) => void work.catch(() => {});

  return {
    keep({ id, body, bytes }) {
      // What fails after a person has refused must not be kept.
      if (signal.aborted) return;
      const kept: Kept = { id, body, bytes, keptAt: epochNow() };
      quietly(access('readwrite', (store) => store.put(kept)).then(readAll));
    },
    forget: (batch) => quietly(remove(batch)),
    async drain(deliver) {
      // Without the lock first: one that is held keeps a page out of the back/forward cache too.
      if (!(await readAll().catch(() => [])).length) return;
      const deliverAll = async () => {
        for (const kept of await readAll()) {
          if (!(await deliver(kept))) return;
          await remove(kept);
        }
      };
      const { locks } = navigator as { locks?: LockManager };
      const drained = locks
        ? locks.request(name, { ifAvailable: true }, (lock) => (lock ? deliverAll() : undefined))
        : deliverAll();
      await Promise.resolve(drained).catch(() => {});
    },
    clear: () => quietly(access('readwrite', (store) => store.clear())),
  };
}
