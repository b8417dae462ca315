import { listen } from '@firsthand/core';
import type { KeptBatch } from './offline-queue.js';

const STORE = 'batches';

/** Kept batches by id, in IndexedDB. Each access rejects where there is none, or no room, and after `signal`. */
export function batchDatabase(name: string, signal: AbortSignal) {
  const open = () =>
    new Promise<IDBDatabase>((resolve, reject) => {
      const request = globalThis.indexedDB.open(name, 1);
      listen(request, {
        upgradeneeded: () => void request.result.createObjectStore(STORE, { keyPath: 'id' }),
        success: () => resolve(request.result),
        error: () => reject(request.error),
      });
    });

  /** Opens it for one access alone: an open one may keep a page out of the back/forward cache. */
  const access = async <T>(
    mode: IDBTransactionMode,
    work: (store: IDBObjectStore) => IDBRequest<T>,
  ): Promise<T> => {
    signal.throwIfAborted();
    const database = await open();
    try {
      return await new Promise<T>((resolve, reject) => {
        const request = work(database.transaction(STORE, mode).objectStore(STORE));
        listen(request, {
          success: () => resolve(request.result),
          error: () => reject(request.error),
        });
      });
    } finally {
      database.close();
    }
  };

  return {
    put: (batch: KeptBatch) => access('readwrite', (store) => store.put(batch)),
    remove: (id: string) => access('readwrite', (store) => store.delete(id)),
    readAll: () => access<KeptBatch[]>('readonly', (store) => store.getAll()),
  };
}
