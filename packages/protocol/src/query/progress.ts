import { Type } from 'typebox';

/** `GET /api/v1/questions/<uuid>`: how far a question is that was asked with the header `question-id: <uuid>`. */
export const QuestionProgress = Type.Object({
  state: Type.Enum(['waiting', 'running'], {
    description: 'Whether it waits for its turn, or the store works on it.',
  }),
  seconds: Type.Number({ description: 'Since it was asked.' }),
  rows_read: Type.Integer({ description: 'So far.' }),
  rows_total: Type.Integer({
    description:
      'What the store means to read, as far as it knows: 0 while it does not, and more with each step of the question.',
  }),
});
export type QuestionProgress = Type.Static<typeof QuestionProgress>;

/** `GET /api/v1/store`: what the store does beside answering. */
export const StoreAnswer = Type.Object({
  backfill: Type.Union(
    [
      Type.Object({
        parts_to_do: Type.Integer({
          description: 'Pieces of the store that are still to be written.',
        }),
        fraction: Type.Number({
          description: 'Share of all rows that have their new columns, 0 to 1.',
        }),
        started_at: Type.Integer({ description: 'Milliseconds since the Unix epoch.' }),
      }),
      Type.Null(),
    ],
    { description: 'Columns that are being filled of rows that were there; null when all are.' },
  ),
  counting: Type.Object(
    {
      hours: Type.Integer({
        description: 'Hours that are not counted as they are now: answers read their events.',
      }),
      changed_at: Type.Union([Type.Integer(), Type.Null()], {
        description:
          'When the one that has waited longest changed last, in milliseconds since the Unix epoch; null when there is none.',
      }),
    },
    { description: 'Figures by the hour, of which overviews and lists of sessions are made.' },
  ),
});
export type StoreAnswer = Type.Static<typeof StoreAnswer>;
