import { Type } from 'typebox';

/**
 * First line of a batch. Each further line is one event that carries only what differs from `shared`;
 * {@link expand} completes it.
 */
export const Envelope = Type.Object(
  {
    protocol: Type.Literal(1),
    /** Made once a batch and kept across its retries, so that the store holds each event once. */
    batch_id: Type.String({ pattern: '^[\\w-]{8,64}$' }),
    /**
     * The browser's clock when this attempt of the batch left, in milliseconds since the Unix epoch: how far it is
     * from the server's tells how wrong it is.
     */
    sent_at: Type.Integer({ minimum: 0, maximum: 8.64e15 }),
    sdk: Type.Object(
      { name: Type.String({ maxLength: 100 }), version: Type.String({ maxLength: 100 }) },
      { additionalProperties: false },
    ),
    shared: Type.Record(Type.String(), Type.Unknown()),
  },
  { additionalProperties: false },
);
export type Envelope = Type.Static<typeof Envelope>;

/** One refused event: its line (the envelope is line 0), the field at fault and why, limit included. */
export const Refusal = Type.Object({
  line: Type.Integer({ description: 'The envelope is line 0.' }),
  field: Type.String(),
  reason: Type.String(),
});
export type Refusal = Type.Static<typeof Refusal>;

/** The body of a 202. */
export const IntakeAnswer = Type.Object({
  accepted: Type.Integer(),
  refused: Type.Array(Refusal, { description: 'The first 200 of them.' }),
});
export type IntakeAnswer = Type.Static<typeof IntakeAnswer>;

/** The body of every answer that is not a 2xx. */
export const IntakeError = Type.Object({
  error: Type.String({ description: 'One sentence for a person.' }),
});
export type IntakeError = Type.Static<typeof IntakeError>;
