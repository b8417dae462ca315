import { Type, type TSchema } from 'typebox';

export const Nullable = <Schema extends TSchema>(schema: Schema) =>
  Type.Union([schema, Type.Null()]);

/** Milliseconds since the Unix epoch, by a right clock. */
export const Moment = Type.Number({ description: 'Milliseconds since the Unix epoch.' });

export const Count = Type.Integer({ minimum: 0 });
