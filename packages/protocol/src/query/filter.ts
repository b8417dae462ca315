import { Type } from 'typebox';

/** What every question is asked about. Times are milliseconds since the Unix epoch; `to` is exclusive. */
export const Filter = Type.Object({
  application: Type.String({ pattern: '^\\w{1,48}$' }),
  from: Type.Integer({ minimum: 0, maximum: 8.64e15 }),
  to: Type.Integer({ minimum: 0, maximum: 8.64e15 }),
  env: Type.Optional(Type.String()),
  version: Type.Optional(Type.String()),
  /** In the filter language. */
  filter: Type.Optional(Type.String({ maxLength: 4_000 })),
});
export type Filter = Type.Static<typeof Filter>;
