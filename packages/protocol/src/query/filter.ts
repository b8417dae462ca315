import { Type } from 'typebox';

/** What every question is asked about. Times are milliseconds since the Unix epoch; `to` is exclusive. */
export const Filter = Type.Object({
  application: Type.String({ pattern: '^\\w{1,48}$', description: 'Its id.' }),
  from: Type.Integer({
    minimum: 0,
    maximum: 8.64e15,
    description: 'Milliseconds since the Unix epoch.',
  }),
  to: Type.Integer({ minimum: 0, maximum: 8.64e15, description: 'The same, exclusive.' }),
  env: Type.Optional(Type.String()),
  version: Type.Optional(Type.String()),
  filter: Type.Optional(Type.String({ maxLength: 4_000, description: 'In the filter language.' })),
});
export type Filter = Type.Static<typeof Filter>;
