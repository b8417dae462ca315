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

const Name = Type.String({ minLength: 1, maxLength: 200 });
const Limit = (maximum: number, byDefault: number) =>
  Type.Optional(Type.Integer({ minimum: 1, maximum, default: byDefault }));

const strict = { additionalProperties: false };

const asked = {
  application: Filter.properties.application,
  from: Filter.properties.from,
  to: Filter.properties.to,
  /** In the filter language. */
  filter: Type.Optional(Type.String({ maxLength: 4_000 })),
  /** Which events are counted where a measure does not say: views by default. */
  of: Type.Optional(Type.Enum([...EVENT_TYPES])),
};

/**
 * Figures: `count`, `count(error)`, `rate(error)` per minute, `sessions`, `users`, `views`, also of other events, as
 * `sessions(view,error)`, `sum(field)`, `avg(field)`,
 * `min(field)`, `max(field)`, `p75(field)` and any other percentile, `good(field)`, `needs_improvement(field)`,
 * `poor(field)`, `error_rate` of views, `error_free_sessions`. Shares are 0 to 1.
 */
const measured = {
  ...asked,
  measures: Type.Array(Name, { minItems: 1, maxItems: 20 }),
  /** Whether to count sessions that are not in the sample, and only there because of an error. */
  kept_on_error: Type.Optional(Type.Boolean()),
};

const grouped = {
  ...measured,
  /** Fields by whose values there is a row each. */
  by: Type.Array(Name, { minItems: 1, maxItems: 4 }),
  /** The measure by which rows are ordered; the first by default. */
  order: Type.Optional(Name),
  ascending: Type.Optional(Type.Boolean()),
  limit: Limit(1_000, 100),
};

/** By measure, as it was asked for; `null` where nothing was measured. */
export type Values = Record<string, number | null>;
/** By field, as text; empty where an event has none. */
export type Group = Record<string, string>;

export const CountQuestion = Type.Object(measured, strict);
export type CountQuestion = Type.Static<typeof CountQuestion>;
export interface CountAnswer {
  values: Values;
}

export const SeriesQuestion = Type.Object(
  {
    ...measured,
    /** Width of a point in milliseconds; by default such that there are at most 72. */
    interval: Type.Optional(Type.Integer({ minimum: 1_000 })),
    by: Type.Optional(Name),
    /** Series, of the values of `by` that are most frequent. */
    limit: Limit(20, 5),
  },
  strict,
);
export type SeriesQuestion = Type.Static<typeof SeriesQuestion>;
export interface SeriesAnswer {
  interval: number;
  /** One without `by`. Each has one point an interval, oldest first, without gaps. */
  series: { group: Group; points: { at: number; values: Values }[] }[];
}

export const TableQuestion = Type.Object(grouped, strict);
export type TableQuestion = Type.Static<typeof TableQuestion>;
export interface TableAnswer {
  rows: { group: Group; values: Values }[];
  /** Whether there are more than `limit`. */
  truncated: boolean;
}

export const TopQuestion = Type.Object(
  {
    ...measured,
    by: Name,
    limit: Limit(200, 10),
  },
  strict,
);
export type TopQuestion = Type.Static<typeof TopQuestion>;
export interface TopAnswer {
  top: { value: string; values: Values }[];
  /** The same over all values. */
  total: Values;
}

export const DistributionQuestion = Type.Object(
  {
    ...asked,
    field: Name,
    buckets: Limit(200, 40),
  },
  strict,
);
export type DistributionQuestion = Type.Static<typeof DistributionQuestion>;
export interface DistributionAnswer {
  /** How many values there are. */
  count: number;
  /** 0.5, 0.75, 0.9, 0.95, 0.99; empty of nothing. */
  percentiles: { at: number; value: number }[];
  /** Of one width, gapless; the last holds all that is above, since few values are far off. */
  buckets: { from: number; to: number; count: number }[];
}

export const HeatQuestion = Type.Object({ ...asked, field: Name, buckets: Limit(50, 20) }, strict);
export type HeatQuestion = Type.Static<typeof HeatQuestion>;
export interface HeatAnswer {
  interval: number;
  /** Lower ends of rows; `step` is their height. */
  step: number;
  /** Only cells that hold something. */
  cells: { at: number; from: number; count: number }[];
}

export const FacetsQuestion = Type.Object(
  {
    ...asked,
    fields: Type.Array(Name, { minItems: 1, maxItems: 30 }),
    limit: Limit(100, 10),
  },
  strict,
);
export type FacetsQuestion = Type.Static<typeof FacetsQuestion>;
export interface FacetsAnswer {
  /** Values by how many events have them; what the filter says of a field is left out for that field. */
  facets: { field: string; values: { value: string; count: number }[] }[];
}

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
    by: Type.Optional(Type.Array(Name, { maxItems: 4 })),
    limit: Limit(1_000, 100),
  },
  strict,
);
export type CompareQuestion = Type.Static<typeof CompareQuestion>;
export interface CompareAnswer {
  rows: { group: Group; values: Values; against: Values }[];
}

export const ExplainQuestion = Type.Object(
  {
    ...asked,
    /** A field with ratings, such as `lcp`, of which the share that is not good is explained; or `error_rate`. */
    measure: Name,
    against: Against,
    limit: Limit(100, 20),
  },
  strict,
);
export type ExplainQuestion = Type.Static<typeof ExplainQuestion>;
export interface ExplainAnswer {
  /** Share and number of views in question, on both sides. */
  now: Share;
  before: Share;
  /** Segments, those first that account for most of the change. */
  segments: {
    field: string;
    value: string;
    now: Share;
    before: Share;
    /** What it adds to the change of the whole share: because it fares otherwise, and because it is another part of all. */
    by_rate: number;
    by_mix: number;
  }[];
}
export interface Share {
  views: number;
  /** 0 to 1; `null` without views. */
  share: number | null;
}

export const ListQuestion = Type.Object(
  {
    ...asked,
    /** The number by which events are ordered; the latest come first by default. */
    order: Type.Optional(Name),
    ascending: Type.Optional(Type.Boolean()),
    /** Fields that rows show. */
    fields: Type.Optional(Type.Array(Name, { maxItems: 30 })),
    limit: Limit(500, 50),
    /** `next` of the answer before. */
    after: Type.Optional(Type.String({ maxLength: 400 })),
  },
  strict,
);
export type ListQuestion = Type.Static<typeof ListQuestion>;
export interface ListAnswer {
  events: {
    event_id: string;
    type: string;
    /** Milliseconds since the Unix epoch, by a right clock. */
    date: number;
    session_id: string;
    view_id: string;
    fields: Record<string, string | number | boolean | string[] | null>;
  }[];
  /** If more follow: what to ask for as `after`. */
  next?: string;
}
