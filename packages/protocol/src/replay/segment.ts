import { Type } from 'typebox';

const Text = (maxLength: number) => Type.String({ minLength: 1, maxLength });
const Id = Type.Object({ id: Text(64) }, { additionalProperties: false });
/** Milliseconds since the Unix epoch, up to the last that a JavaScript Date can hold. */
const Timestamp = Type.Integer({ minimum: 0, maximum: 8.64e15 });

/** Why a segment was begun: it is a page's first, or why the one before it ended. */
export const CreationReason = Type.Enum([
  'init',
  'segment_duration_limit',
  'segment_bytes_limit',
  'view_change',
  'before_unload',
  'visibility_hidden',
  'page_frozen',
  'on_error',
  'stop',
]);
export type CreationReason = Type.Static<typeof CreationReason>;

/**
 * First line of a segment, a piece of one view's replay. Each further line is one rrweb event. The body may be gzip of
 * several members, as RFC 1952 has it: the header is one of its own, since it is written anew for each attempt.
 */
export const SegmentHeader = Type.Object(
  {
    protocol: Type.Literal(1),
    /** Made once a segment and kept across its retries, so that the store holds it once. */
    segment_id: Type.String({ pattern: '^[\\w-]{8,64}$' }),
    /** The browser's clock when this attempt left, in milliseconds since the Unix epoch. */
    sent_at: Timestamp,
    sdk: Type.Object({ name: Text(100), version: Text(100) }, { additionalProperties: false }),
    application: Type.Object({ id: Type.String() }, { additionalProperties: false }),
    session: Id,
    view: Id,
    service: Type.Optional(Text(4_096)),
    env: Type.Optional(Text(4_096)),
    version: Type.Optional(Text(4_096)),
    source: Type.Literal('browser'),
    /** When its first record happened, and its last. */
    start: Timestamp,
    end: Timestamp,
    /** Counts the segments of a view, from 0, as they leave. */
    index_in_view: Type.Integer({ minimum: 0, maximum: 2 ** 32 - 1 }),
    records_count: Type.Integer({ minimum: 0, maximum: 2 ** 32 - 1 }),
    /** Whether a player can begin here. */
    has_full_snapshot: Type.Boolean(),
    creation_reason: CreationReason,
  },
  { additionalProperties: false },
);
export type SegmentHeader = Type.Static<typeof SegmentHeader>;
