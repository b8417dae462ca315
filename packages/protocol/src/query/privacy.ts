import { Type } from 'typebox';

const Id = Type.Optional(Type.String({ minLength: 1, maxLength: 4096 }));

/**
 * Whose data: a user by id, e-mail or anonymous id, a session, or an application; one of them.
 * A user's data are the sessions in which they were seen.
 */
export const Subject = Type.Object(
  { user: Id, session: Id, application: Id },
  { minProperties: 1, maxProperties: 1, additionalProperties: false },
);
export type Subject = Type.Static<typeof Subject>;
export type SubjectKind = keyof Subject;

/** `POST /api/v1/erasures` with a Subject. */
export interface ErasureAnswer {
  erased: { events: number; sessions: number; replay_segments: number };
  /** Whether no file holds them any more; a cluster removes files only after a while of its own. */
  removed_from_disk: boolean;
}

export interface AuditEntry {
  /** Milliseconds since the Unix epoch. */
  at: number;
  /** Name of the token; of replays also `loopback` or `anyone`: see `replay.access`. */
  who: string;
  action: 'erasure' | 'export' | 'replay';
  subject_kind: SubjectKind;
  /** The subject's id; once erased, `sha256:<salt>:<SHA-256 of salt, kind, colon and id>`. */
  subject: string;
}

/** `GET /api/v1/audit`: the latest first. */
export interface AuditAnswer {
  entries: AuditEntry[];
}
