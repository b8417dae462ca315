import type { ErasureAnswer, Subject } from '@firsthand/protocol/query';
import type { Audit } from '../admin/audit.js';
import { drained } from '../intake-log/drained.js';
import type { Logs } from '../intake-log/logs.js';
import type { Counting } from '../store/counting.js';
import type { Store } from '../store/store.js';
import { areFilesRemoved, eraseRows } from './erase-rows.js';
import type { RefusedRows } from './refused-rows.js';
import { erasedName, hashOf, hashSql, partsOf, type Ids } from './subject.js';
import type { Tombstones } from './tombstones.js';

export interface ErasureParts {
  store: Store;
  logs: Logs;
  refusedRows: RefusedRows;
  tombstones: Tombstones;
  audit: Audit;
  /** Counts hold ids of sessions: none may be written while they are erased. */
  counting: Pick<Counting, 'hold'>;
}

/**
 * Removes all that the server has of a subject, wherever it is on its way, and keeps late batches of it out. From
 * here on a salted hash stands for the subject.
 */
export async function erase(
  { store, logs, refusedRows, tombstones, audit, counting }: ErasureParts,
  subject: Subject,
  who: string,
): Promise<ErasureAnswer> {
  const { kind, id } = partsOf(subject);
  const { salt } = tombstones;
  const hash = hashOf(salt, kind, id);
  const hashes = [hash];
  const closeTheDoor = async () => {
    await tombstones.add({ salt, hashes, erased_at: Date.now() });
    await drained(logs);
  };

  await audit({ who, action: 'erasure', subject_kind: kind, subject: erasedName(salt, hash) });
  await closeTheDoor();
  if (kind === 'user') {
    await store.settle('events');
    const sessions = await store.query<{ id: string }>(
      `SELECT DISTINCT session_id AS id FROM events
       WHERE arrayExists(user -> ${hashSql(salt, "'user'", 'user')} = '${hash}', user_ids)`,
    );
    hashes.push(...sessions.map((session) => hashOf(salt, 'session', session.id)));
    await closeTheDoor();
  }
  await refusedRows.remove(isOneOf(salt, hashes));
  await Promise.all([logs.events.removeDamaged(), logs.replay.removeDamaged()]);
  const erased = await counting.hold(() => eraseRows(store, { salt, hashes }));
  return { erased, removed_from_disk: await areFilesRemoved(store) };
}

function isOneOf(salt: string, hashes: readonly string[]): (ids: Ids) => boolean {
  const erased = new Set(hashes);
  return ({ application, session, users }) =>
    erased.has(hashOf(salt, 'application', application)) ||
    erased.has(hashOf(salt, 'session', session)) ||
    users.some((user) => erased.has(hashOf(salt, 'user', user)));
}
