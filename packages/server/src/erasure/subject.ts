import { createHash } from 'node:crypto';
import type { RumEvent } from '@firsthand/protocol';
import type { Subject, SubjectKind } from '@firsthand/protocol/query';
import { columnText } from '../store/column-text.js';

export interface Ids {
  application: string;
  session: string;
  users: readonly string[];
}

export function idsOf(event: RumEvent): Ids {
  return {
    application: event.application.id,
    session: event.session.id,
    users: userIdsOf(event),
  };
}

/** All by which the user of an event may be asked for. */
export function userIdsOf({ usr }: RumEvent): string[] {
  const ids = [usr?.id, usr?.email, usr?.anonymous_id].filter((id) => id !== undefined);
  return ids.filter(Boolean).map(columnText);
}

export function partsOf(subject: Subject): { kind: SubjectKind; id: string } {
  const [[kind, id] = []] = Object.entries(subject) as [SubjectKind, string][];
  if (!kind || !id) throw new Error('A subject is a user, a session or an application.');
  // As the store has it.
  return { kind, id: columnText(id) };
}

/** What stands for a subject where its id must not: see {@link hashSql}. */
export function hashOf(salt: string, kind: SubjectKind, id: string): string {
  return createHash('sha256').update(`${salt}${kind}:${id.toWellFormed()}`).digest('hex');
}

/** {@link hashOf} in the store, so that no query or mutation, which the store keeps as a file, holds an id. */
export function hashSql(salt: string, kind: string, id: string): string {
  return `lower(hex(SHA256(concat('${salt}', ${kind}, ':', ${id}))))`;
}

/** How the audit log names a subject that was erased: whoever knows the id can still find it. */
export function erasedName(salt: string, hash: string): string {
  return `sha256:${salt}:${hash}`;
}
