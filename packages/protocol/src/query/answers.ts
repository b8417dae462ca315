import { Type } from 'typebox';
import { Count, Moment, Nullable } from './nullable.js';

export const Values = Type.Record(Type.String(), Nullable(Type.Number()), {
  description: 'By measure, as it was asked for; `null` where nothing was measured.',
});
export type Values = Type.Static<typeof Values>;

export const Group = Type.Record(Type.String(), Type.String(), {
  description: 'By field, as text; empty where an event has none.',
});
export type Group = Type.Static<typeof Group>;

const Interval = Type.Integer({ description: 'Width of a point in milliseconds.' });

export const CountAnswer = Type.Object({ values: Values });
export type CountAnswer = Type.Static<typeof CountAnswer>;

export const SeriesAnswer = Type.Object({
  interval: Interval,
  series: Type.Array(
    Type.Object({
      group: Group,
      points: Type.Array(Type.Object({ at: Moment, values: Values }), {
        description: 'One an interval, oldest first, without gaps.',
      }),
    }),
    { description: 'One without `by`.' },
  ),
});
export type SeriesAnswer = Type.Static<typeof SeriesAnswer>;

export const TableAnswer = Type.Object({
  rows: Type.Array(Type.Object({ group: Group, values: Values })),
  truncated: Type.Boolean({ description: 'Whether there are more than `limit`.' }),
});
export type TableAnswer = Type.Static<typeof TableAnswer>;

export const TopAnswer = Type.Object({
  top: Type.Array(Type.Object({ value: Type.String(), values: Values })),
  /** The same over all values. */
  total: Values,
});
export type TopAnswer = Type.Static<typeof TopAnswer>;

export const DistributionAnswer = Type.Object({
  count: Type.Integer({ description: 'How many values there are.' }),
  percentiles: Type.Array(Type.Object({ at: Type.Number(), value: Type.Number() }), {
    description: '0.5, 0.75, 0.9, 0.95, 0.99; empty of nothing.',
  }),
  buckets: Type.Array(Type.Object({ from: Type.Number(), to: Type.Number(), count: Count }), {
    description:
      'Of one width, gapless; the last holds all that is above, since few values are far off.',
  }),
});
export type DistributionAnswer = Type.Static<typeof DistributionAnswer>;

export const HeatAnswer = Type.Object({
  interval: Interval,
  step: Type.Number({ description: 'Height of a row.' }),
  cells: Type.Array(Type.Object({ at: Moment, from: Type.Number(), count: Count }), {
    description: 'Only cells that hold something; `from` is their lower end.',
  }),
});
export type HeatAnswer = Type.Static<typeof HeatAnswer>;

export const FacetsAnswer = Type.Object({
  facets: Type.Array(
    Type.Object({
      field: Type.String(),
      values: Type.Array(Type.Object({ value: Type.String(), count: Count })),
    }),
    {
      description:
        'Values by how many events have them; what the filter says of a field is left out for that field.',
    },
  ),
});
export type FacetsAnswer = Type.Static<typeof FacetsAnswer>;

export const CompareAnswer = Type.Object({
  rows: Type.Array(Type.Object({ group: Group, values: Values, against: Values })),
});
export type CompareAnswer = Type.Static<typeof CompareAnswer>;

export const Share = Type.Object({
  views: Count,
  share: Type.Union([Type.Number(), Type.Null()], {
    description: '0 to 1; `null` without views.',
  }),
});
export type Share = Type.Static<typeof Share>;

export const ExplainAnswer = Type.Object({
  now: Share,
  before: Share,
  segments: Type.Array(
    Type.Object({
      field: Type.String(),
      value: Type.String(),
      now: Share,
      before: Share,
      by_rate: Type.Number({
        description: 'What it adds to the change of the whole share because it fares otherwise.',
      }),
      by_mix: Type.Number({ description: 'What it adds because it is another part of all.' }),
    }),
    { description: 'Those first that account for most of the change.' },
  ),
});
export type ExplainAnswer = Type.Static<typeof ExplainAnswer>;

export const ListAnswer = Type.Object({
  events: Type.Array(
    Type.Object({
      event_id: Type.String(),
      type: Type.String(),
      date: Moment,
      session_id: Type.String(),
      view_id: Type.String(),
      fields: Type.Record(
        Type.String(),
        Type.Union([
          Type.String(),
          Type.Number(),
          Type.Boolean(),
          Type.Array(Type.String()),
          Type.Null(),
        ]),
      ),
    }),
  ),
  next: Type.Optional(Type.String({ description: 'If more follow: what to ask for as `after`.' })),
});
export type ListAnswer = Type.Static<typeof ListAnswer>;
