import { randomBytes } from 'node:crypto';
import { LIMITS } from '@firsthand/protocol';
import { MAX_AHEAD } from '../intake/check-event.js';
import type { Store } from '../store/store.js';
import { hashOf, type Ids } from './subject.js';

/** What was erased, by hash. */
interface Tombstone {
  salt: string;
  hashes: readonly string[];
  /** Milliseconds since the Unix epoch. */
  erased_at: number;
}

/** Keeps late batches of what was erased out of the store. */
export interface Tombstones {
  /** Of the hashes to come: one for all, so that an event's ids are hashed once, however much was erased. */
  readonly salt: string;
  /** How many there were since the server started: who waits after asking must ask again when there are more. */
  readonly erasures: number;
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
  /** When what was erased, by hash, by salt. */
  const standing = new Map<string, Map<string, number>>();
  const stand = ({ salt, hashes, erased_at: erasedAt }: Tombstone) => {
    const erased = standing.get(salt) ?? new Map<string, number>();
    standing.set(salt, erased);
    for (const hash of hashes) erased.set(hash, erasedAt);
  };
  const forget = () => {
    for (const [salt, erased] of standing) {
      for (const [hash, erasedAt] of erased) if (!isAlive(erasedAt)) erased.delete(hash);
      if (!erased.size) standing.delete(salt);
    }
  };
  const known = await query<Tombstone>(
    'SELECT salt, hashes, toFloat64(erasures.erased_at) AS erased_at FROM erasures ORDER BY erased_at',
  );
  known.forEach(stand);
  forget();
  let erasures = 0;
  return {
    salt: Array.from(standing.keys()).at(-1) ?? randomBytes(16).toString('hex'),
    get erasures() {
      return erasures;
    },
    async add(tombstone) {
      erasures += 1;
      forget();
      stand(tombstone);
      await insert('erasures', [tombstone]);
    },
    covers({ application, session, users }, date) {
      for (const [salt, erased] of standing) {
        const erasedAt = (kind: 'application' | 'session' | 'user', id: string) => {
          const at = erased.get(hashOf(salt, kind, id));
          return at !== undefined && isAlive(at) ? at : -Infinity;
        };
        if (erasedAt('session', session) > 0) return true;
        const last = Math.max(
          erasedAt('application', application),
          ...users.map((user) => erasedAt('user', user)),
        );
        if (date <= last + MAX_AHEAD) return true;
      }
      return false;
    },
  };
}

function isAlive(erasedAt: number): boolean {
  return Date.now() <= erasedAt + LIFE;
}
