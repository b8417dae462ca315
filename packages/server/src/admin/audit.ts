import type { AuditAnswer, AuditEntry } from '@firsthand/protocol/query';
import type { Store } from '../store/store.js';

/** Writes down who had access to what; it is on record before the access is given. */
export type Audit = (entry: Omit<AuditEntry, 'at'>) => Promise<void>;

/** Most entries in one answer. */
const MAX_ENTRIES = 10_000;

export function openAudit({ insert }: Pick<Store, 'insert'>): Audit {
  return (entry) => insert('audit', [{ at: Date.now(), ...entry }]);
}

/** Who had access to what? */
export async function auditEntries({ query }: Pick<Store, 'query'>): Promise<AuditAnswer> {
  return {
    entries: await query<AuditEntry>(
      `SELECT toFloat64(audit.at) AS at, who, action, subject_kind, subject
       FROM audit ORDER BY at DESC LIMIT ${MAX_ENTRIES}`,
    ),
  };
}
