import { Type } from 'typebox';

const Name = Type.String({ maxLength: 4096 });
/** Milliseconds since the Unix epoch, up to the last that a JavaScript Date can hold. */
const Timestamp = Type.Integer({ minimum: 0, maximum: 8.64e15 });
const Count = Type.Integer({ minimum: 0, maximum: 4_294_967_295 });
const reference = (id = Type.String({ minLength: 1, maxLength: 64 })) =>
  Type.Object({ id }, { additionalProperties: false });

/** First line of a segment of a session replay; each further line is one record of rrweb. */
export const SegmentHeader = Type.Object(
  {
    protocol: Type.Literal(1),
    /** Made once a segment and kept across its retries, so that the store holds it once. */
    segment_id: Type.String({ pattern: '^[\\da-fA-F]{8}(-[\\da-fA-F]{4}){3}-[\\da-fA-F]{12}$' }),
    /** The browser's clock when this attempt left: see the envelope of events. */
    sent_at: Timestamp,
    sdk: Type.Object(
      { name: Type.String({ maxLength: 100 }), version: Type.String({ maxLength: 100 }) },
      { additionalProperties: false },
    ),
    application: reference(Type.String()),
    session: reference(),
    view: reference(),
    service: Type.Optional(Name),
    env: Type.Optional(Name),
    version: Type.Optional(Name),
    source: Type.Literal('browser'),
    /** When the first and the last record happened. */
    start: Timestamp,
    end: Timestamp,
    /** From 0. */
    index_in_view: Count,
    records_count: Count,
    has_full_snapshot: Type.Boolean(),
    creation_reason: Type.Enum([
      'init',
      'segment_duration_limit',
      'segment_bytes_limit',
      'view_change',
      'before_unload',
      'visibility_hidden',
      'page_frozen',
      'on_error',
      'stop',
    ]),
  },
  { additionalProperties: false },
);
export type SegmentHeader = Type.Static<typeof SegmentHeader>;
