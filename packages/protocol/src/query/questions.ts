import { Type } from 'typebox';
import type { EventType } from '../events/index.js';
import { Filter } from './filter.js';

/** What a question can be about. */
export const EVENT_TYPES = [
  'view',
  'action',
  'resource',
  'error',
  'long_task',
  'vital',
  'telemetry',
] as const satisfies readonly EventType[];

const SIZE = { minLength: 1, maxLength: 200 };
/** By their titles the API's description says which there are. */
const FieldName = Type.String({ ...SIZE, title: 'Field' });
const Measure = Type.String({ ...SIZE, title: 'Measure' });
const Limit = (maximum: number, byDefault: number) =>
  Type.Optional(Type.Integer({ minimum: 1, maximum, default: byDefault }));

const strict = { additionalProperties: false };

const asked = {
  application: Filter.properties.application,
  from: Filter.properties.from,
  to: Filter.properties.to,
  filter: Filter.properties.filter,
  of: Type.Optional(
    Type.Enum([...EVENT_TYPES], {
      description: 'Which events are meant where a measure does not say: views by default.',
    }),
  ),
};

/**
 * Figures: `count`, `count(error)`, `rate(error)` per minute, `sessions`, `users`, `views`, also of other events, as
 * `sessions(view,error)`, `sum(field)`, `avg(field)`,
 * `min(field)`, `max(field)`, `p75(field)` and any other percentile, `good(field)`, `needs_improvement(field)`,
 * `poor(field)`, `error_rate` of views, `error_free_sessions`. Shares are 0 to 1.
 */
const measured = {
  ...asked,
  measures: Type.Array(Measure, { minItems: 1, maxItems: 20 }),
  kept_on_error: Type.Optional(
    Type.Boolean({
      description:
        'Whether to count sessions that are not in the sample, and only there because of an error.',
    }),
  ),
};

const grouped = {
  ...measured,
  by: Type.Array(FieldName, {
    minItems: 1,
    maxItems: 4,
    description: 'Fields by whose values there is a row each.',
  }),
  /** The measure by which rows are ordered; the first by default. */
  order: Type.Optional(Measure),
  ascending: Type.Optional(Type.Boolean()),
  limit: Limit(1_000, 100),
};

export const CountQuestion = Type.Object(measured, strict);
export type CountQuestion = Type.Static<typeof CountQuestion>;

export const SeriesQuestion = Type.Object(
  {
    ...measured,
    interval: Type.Optional(
      Type.Integer({
        minimum: 1_000,
        description: 'Width of a point in milliseconds; by default such that there are at most 72.',
      }),
    ),
    by: Type.Optional(FieldName),
    /** Series, of the values of `by` that are most frequent. */
    limit: Limit(20, 5),
  },
  strict,
);
export type SeriesQuestion = Type.Static<typeof SeriesQuestion>;

export const TableQuestion = Type.Object(grouped, strict);
export type TableQuestion = Type.Static<typeof TableQuestion>;

export const TopQuestion = Type.Object(
  {
    ...measured,
    by: FieldName,
    limit: Limit(200, 10),
  },
  strict,
);
export type TopQuestion = Type.Static<typeof TopQuestion>;

export const DistributionQuestion = Type.Object(
  {
    ...asked,
    field: FieldName,
    buckets: Limit(200, 40),
  },
  strict,
);
export type DistributionQuestion = Type.Static<typeof DistributionQuestion>;

export const HeatQuestion = Type.Object(
  { ...asked, field: FieldName, buckets: Limit(50, 20) },
  strict,
);
export type HeatQuestion = Type.Static<typeof HeatQuestion>;

export const FacetsQuestion = Type.Object(
  {
    ...asked,
    fields: Type.Array(FieldName, { minItems: 1, maxItems: 30 }),
    limit: Limit(100, 10),
  },
  strict,
);
export type FacetsQuestion = Type.Static<typeof FacetsQuestion>;

/** What figures are held against: another time, or what another filter finds in the same. */
export const Against = Type.Union([
  Type.Object({ from: Filter.properties.from, to: Filter.properties.to }, strict),
  Type.Object({ filter: Type.String({ maxLength: 4_000 }) }, strict),
]);
export type Against = Type.Static<typeof Against>;

export const CompareQuestion = Type.Object(
  {
    ...measured,
    against: Against,
    by: Type.Optional(Type.Array(FieldName, { maxItems: 4 })),
    limit: Limit(1_000, 100),
  },
  strict,
);
export type CompareQuestion = Type.Static<typeof CompareQuestion>;

export const ExplainQuestion = Type.Object(
  {
    ...asked,
    measure: Type.String({
      ...SIZE,
      description:
        'A field with limits, such as `lcp`, of which the share that is not good is explained; or `error_rate`.',
    }),
    against: Against,
    limit: Limit(100, 20),
  },
  strict,
);
export type ExplainQuestion = Type.Static<typeof ExplainQuestion>;

export const ListQuestion = Type.Object(
  {
    ...asked,
    /** The number by which events are ordered; the latest come first by default. */
    order: Type.Optional(FieldName),
    ascending: Type.Optional(Type.Boolean()),
    fields: Type.Optional(
      Type.Array(FieldName, { maxItems: 30, description: 'Fields that rows show.' }),
    ),
    limit: Limit(500, 50),
    after: Type.Optional(
      Type.String({ maxLength: 400, description: '`next` of the answer before.' }),
    ),
  },
  strict,
);
export type ListQuestion = Type.Static<typeof ListQuestion>;
