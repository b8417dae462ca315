import { Type } from 'typebox';
import { Count, Moment } from './nullable.js';

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
export const ErasureAnswer = Type.Object({
  erased: Type.Object({ events: Count, sessions: Count, replay_segments: Count }),
  removed_from_disk: Type.Boolean({
    description:
      'Whether no file holds them any more; a cluster removes files only after a while of its own.',
  }),
});
export type ErasureAnswer = Type.Static<typeof ErasureAnswer>;

export const AuditEntry = Type.Object({
  at: Moment,
  who: Type.String({
    description: 'Name of the token; of replays also `loopback` or `anyone`: see `replay.access`.',
  }),
  action: Type.Enum(['erasure', 'export', 'replay']),
  subject_kind: Type.Enum(['user', 'session', 'application']),
  subject: Type.String({
    description:
      'The subject’s id; once erased, `sha256:<salt>:<SHA-256 of salt, kind, colon and id>`.',
  }),
});
export type AuditEntry = Type.Static<typeof AuditEntry>;

/** `GET /api/v1/audit`: the latest first. */
export const AuditAnswer = Type.Object({ entries: Type.Array(AuditEntry) });
export type AuditAnswer = Type.Static<typeof AuditAnswer>;
