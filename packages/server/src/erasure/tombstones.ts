import { LIMITS } from '@firsthand/protocol';
import { MAX_AHEAD } from '../intake/check-event.js';
import type { Store } from '../store/store.js';
import { hashOf, type Ids } from './subject.js';

/** What was erased, by hash. */
interface Tombstone {
  salt: string;
  hashes: string[];
  /** Milliseconds since the Unix epoch. */
  erased_at: number;
}

/** Keeps late batches of what was erased out of the store. */
export interface Tombstones {
  add(tombstone: Tombstone): Promise<void>;
  /**
   * Whether an event belongs to what was erased: to an erased session, or, dated before the erasure, to an erased
   * user or application, who may well come again.
   */
  covers(ids: Ids, date: number): boolean;
}

/** Longer than this after the erasure, what happened before it is too late for the intake anyway. */
const LIFE = LIMITS.ingestion.maxDelay + MAX_AHEAD;

export async function openTombstones({ query, insert }: Store): Promise<Tombstones> {
  let standing = (
    await query<Tombstone>('SELECT salt, hashes, toFloat64(erased_at) AS erased_at FROM erasures')
  ).map(hashed);
  return {
    async add(tombstone) {
      standing = [...standing.filter(isAlive), hashed(tombstone)];
      await insert('erasures', [tombstone]);
    },
    covers({ application, session, users }, date) {
      return standing.filter(isAlive).some(({ salt, hashes, erased_at: erasedAt }) => {
        if (hashes.has(hashOf(salt, 'session', session))) return true;
        return (
          date <= erasedAt + MAX_AHEAD &&
          (hashes.has(hashOf(salt, 'application', application)) ||
            users.some((user) => hashes.has(hashOf(salt, 'user', user))))
        );
      });
    },
  };
}

function isAlive({ erased_at: erasedAt }: Pick<Tombstone, 'erased_at'>): boolean {
  return Date.now() <= erasedAt + LIFE;
}

function hashed({ hashes, ...tombstone }: Tombstone) {
  return { ...tombstone, hashes: new Set(hashes) };
}
